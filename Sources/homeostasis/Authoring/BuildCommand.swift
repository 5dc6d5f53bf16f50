import SystemCalls

/// What a build gave.
struct BuiltPlugin: Sendable {
  /// The library, or the Python file.
  let library: String
  /// What compilers wrote, as they wrote it: warnings.
  let output: String
}

/// Why there is no library: what the compiler wrote, or why none could be asked.
struct BuildFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }

  /// What `body` gives; what the system says to it is the failure.
  static func telling<Value>(
    _ doing: String, _ body: () throws(SystemError) -> Value
  ) throws(BuildFailure) -> Value {
    do throws(SystemError) { return try body() } catch { throw BuildFailure("\(doing): \(error)") }
  }
}

/// One command of a build, in the environment of whoever called this program.
struct BuildCommand {
  let words: [String]
  var folder: String?
  /// Variables beside the caller's.
  var variables: [String: String] = [:]
  var stop: (@Sendable () -> Bool)?

  init(_ words: [String], stop: (@Sendable () -> Bool)? = nil) {
    self.words = words
    self.stop = stop
  }

  /// What it wrote to standard output.
  func text() throws(BuildFailure) -> String { try result().text }

  /// What it wrote to standard error.
  func run() throws(BuildFailure) -> String { try result().errorText }

  /// - Throws: when it cannot be run, fails, or takes longer than five minutes, with what it wrote until then.
  private func result() throws(BuildFailure) -> Command.Result {
    do throws(SystemError) {
      let environment = try Self.environment().merging(variables) { _, own in own }
      var command = Command(
        SpawnRequest(words[0], Array(words.dropFirst()), environment: environment, directory: folder))
      command.wallLimit = .seconds(300)
      command.stop = stop
      let result = try command.run()
      let wrote = result.text + result.errorText
      if result.succeeded { return result }
      switch result.reason {
      case .wall: throw SystemError("\(words[0]) took longer than five minutes\n\(wrote)", number: 0)
      case .stopped: throw SystemError("\(words[0]) was stopped", number: 0)
      default: throw SystemError(wrote.isEmpty ? "\(words[0]) failed without a word\n" : wrote, number: 0)
      }
    } catch {
      throw BuildFailure(error.number == 0 ? error.call : "\(error)")
    }
  }

  private static func environment() throws(SystemError) -> [String: String] {
    let pairs = try Files.read("/proc/self/environ").split(separator: 0).compactMap { entry -> (String, String)? in
      let text = String(decoding: entry, as: UTF8.self)
      guard let sign = text.firstIndex(of: "=") else { return nil }
      return (String(text[..<sign]), String(text[text.index(after: sign)...]))
    }
    return Dictionary(pairs) { first, _ in first }
  }
}
