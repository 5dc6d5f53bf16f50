import Glibc
import Healing
import SystemCalls

/// Finds the interpreters that a command leads to, and asks each where it lives. PATH alone does not tell: what it
/// names may be a shim that chooses a version, and costs a tenth of a second at every start.
struct InterpreterSearch {
  let rules: RunRules
  let root: String
  /// The host's own, which is what the operator's command means.
  let hostPath: String
  let home: String
  let cache: InterpreterCache

  /// What was found.
  struct Findings {
    var interpreters: [Interpreter] = []
    /// Absolute paths in the command that stand for an interpreter, with its own path.
    var aliases: [String: String] = [:]
    /// Scripts outside the interpreters' folders.
    var tools: [String] = []
    /// What could not be asked, and why.
    var notes: [String] = []
  }

  /// - Parameter environments: virtual environments in the tree, relative to the root.
  func find(for commands: [[String]], environments: [String]) -> Findings {
    var findings = Findings()
    let words = commands.flatMap { $0 }.flatMap(Self.words)
    for word in words { take(word, &findings) }
    for environment in environments {
      for name in rules.names where Files.exists("\(root)/\(environment)/bin/\(name)") {
        take("\(environment)/bin/\(name)", &findings)
        break
      }
    }
    for name in rules.names where findings.interpreters.isEmpty { take(name, &findings) }
    return findings
  }

  /// The programs that a shell's line may name.
  private static func words(_ argument: String) -> [String] {
    argument.split { " \t\n;&|()<>'\"`$={}".contains($0) }.map(String.init)
  }

  private func take(_ word: String, _ findings: inout Findings) {
    let name = Files.name(of: word)
    let isTool = rules.tools.contains(name)
    guard isTool || isInterpreter(name), let path = resolve(word) else { return }
    let asked = isTool ? interpreter(of: path) : path
    guard let asked else { return }
    do {
      let interpreter = try cache.answer(of: asked, ask)
      if !findings.interpreters.contains(interpreter) { findings.interpreters.append(interpreter) }
      if isTool {
        if asked != path && asked == shebang(of: path) { findings.tools.append(path) }
      } else if word.hasPrefix("/") && path != interpreter.executable {
        findings.aliases[path] = interpreter.executable
      }
    } catch {
      findings.notes.append(error.message)
    }
  }

  private func isInterpreter(_ name: String) -> Bool {
    rules.names.contains { known in
      name.hasPrefix(known) && name.dropFirst(known.count).allSatisfy { $0.isNumber || $0 == "." }
    }
  }

  /// Absolute; nil when there is no such program.
  private func resolve(_ word: String) -> String? {
    if word.hasPrefix("/") { return Files.exists(word) ? word : nil }
    if word.contains("/") { return Files.exists("\(root)/\(word)") ? "\(root)/\(word)" : nil }
    // Not on PATH: the command will say so itself.
    return try? SpawnRequest.find(word, path: hostPath)
  }

  /// The interpreter that runs the script at `path`: named on its first line, or beside it where that is a shim.
  private func interpreter(of path: String) -> String? {
    if let shebang = shebang(of: path), isInterpreter(Files.name(of: shebang)) { return shebang }
    for name in rules.names where Files.exists("\(Files.parent(of: path))/\(name)") {
      return "\(Files.parent(of: path))/\(name)"
    }
    return rules.names.lazy.compactMap { resolve($0) }.first
  }

  private func shebang(of path: String) -> String? {
    // A program that cannot be read is no script for us.
    guard let start = try? OwnedFile(opening: path, O_RDONLY).read(256), start.starts(with: [0x23, 0x21]) else {
      return nil
    }
    let line = String(decoding: start.dropFirst(2).prefix { $0 != 0x0a }, as: UTF8.self)
    let words = line.split(separator: " ").map(String.init)
    guard let program = words.first else { return nil }
    return Files.name(of: program) == "env" ? words.dropFirst().first.flatMap(resolve) : program
  }

  /// Runs in the root folder: in the service's, an interpreter might load the service's own modules.
  private func ask(_ path: String) throws(StageFailure) -> Interpreter {
    func failure(_ why: String) -> StageFailure {
      StageFailure(
        .failed, code: "sandbox.interpreter", place: path, message: "\(path) does not tell where it lives: \(why)")
    }
    var environment = rules.probeEnvironment.mapValues { $0.replacing("{root}", with: root) }
    environment["PATH"] = hostPath
    environment["HOME"] = home
    var command = Command(SpawnRequest(path, rules.probe, environment: environment, directory: "/"))
    command.wallLimit = .seconds(20)
    command.outputLimit = 1 << 20
    let result: Command.Result
    do {
      result = try command.run()
    } catch {
      throw failure(error.description)
    }
    if !result.succeeded { throw failure("it ended with \(result.reason): \(result.errorText.suffix(200))") }
    do {
      return try JSON.decode(Interpreter.self, from: result.output)
    } catch {
      throw failure("it did not print the JSON object that run.yaml asks for: \(result.text.prefix(200))")
    }
  }
}
