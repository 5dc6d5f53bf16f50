/// Reads a command line against the table of commands.
struct ArgumentReader {
  let root: CommandDescription

  /// What the arguments, without the program's name, ask for.
  enum Request {
    case run(CommandDescription, Invocation)
    case help(CommandDescription, path: [String])
  }

  func read(_ arguments: [String]) throws(CommandFailure) -> Request {
    var (command, path, rest) = (root, [String](), arguments[...])
    while let word = rest.first, let sub = command.subcommands.first(where: { $0.name == word }) {
      (command, path) = (sub, path + [word])
      rest = rest.dropFirst()
    }
    if rest.contains("--help") || rest.contains("-h") { return .help(command, path: path) }
    guard command.run != nil else {
      guard let word = rest.first else { return .help(command, path: path) }
      throw unknown(word, "command", among: command.subcommands.map(\.name), path)
    }
    return .run(command, try invocation(of: command, path, rest))
  }

  private func invocation(
    of command: CommandDescription, _ path: [String], _ arguments: ArraySlice<String>
  ) throws(CommandFailure) -> Invocation {
    var (options, switches, operands, rest) = ([String: String](), Set<String>(), [String](), arguments)
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word != "--" else {
        if word == "--" {
          operands += rest
          break
        }
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = command.options.first(where: { $0.name == parts[0] }) else {
        throw unknown(parts[0], "option", among: command.options.map(\.name), path)
      }
      guard option.value != nil else {
        if parts.count == 2 { throw usage("\(option.name) takes no value", path) }
        switches.insert(option.name)
        continue
      }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
        throw usage("\(option.name) needs a value: \(option.name) \(option.value ?? "")", path)
      }
      if !option.allowed.isEmpty && !option.allowed.contains(value) {
        throw usage("\(option.name) is one of \(option.allowed.joined(separator: ", ")), not “\(value)”", path)
      }
      options[option.name] = value
    }
    if command.operands.isEmpty, let extra = operands.first {
      throw unknown(extra, "argument", among: command.subcommands.map(\.name), path)
    }
    return Invocation(path: path.joined(separator: " "), options: options, switches: switches, operands: operands)
  }

  private func unknown(_ word: String, _ what: String, among known: [String], _ path: [String]) -> CommandFailure {
    let near = known.min { Self.distance(word, $0) < Self.distance(word, $1) }
    let hint = near.flatMap { Self.distance(word, $0) <= 2 ? "; did you mean \($0)?" : nil } ?? ""
    return usage("there is no \(what) \(word)\(hint)", path)
  }

  private func usage(_ message: String, _ path: [String]) -> CommandFailure {
    let name = (["homeostasis"] + path).joined(separator: " ")
    return CommandFailure(.usage, "\(name): \(message)\nSee \(name) --help")
  }

  /// Levenshtein's distance.
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let substituted = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
