public import Healing

/// What one run in a warm program showed. Untrusted, as the tests are: what is not understood is left out.
public struct WarmRun: Sendable {
  /// Names of tests that passed.
  public var passed: [String]
  /// Those that failed.
  public var failed: [TestFailure]
  /// For each test the lines that it ran, by file; empty where they were not asked for.
  public var lines: [String: [String: [Int]]] = [:]
  /// What functions returned for which arguments; empty where that was not asked for.
  public var behaviour: [String: String] = [:]
  /// Seconds of processor time that the program and all its runs have taken so far; 0 where it does not tell.
  public let processorSeconds: Double
  private let ended: String

  init(_ value: JSONValue) {
    passed = value["passed"]?.array?.compactMap(\.text) ?? []
    failed = (value["failed"]?.array ?? []).compactMap { failure in
      failure["test"]?.text.map { TestFailure(test: $0, message: failure["message"]?.text ?? "") }
    }
    for (test, files) in value["lines"]?.object ?? [:] {
      for (file, lines) in files.object ?? [:] {
        self.lines[test, default: [:]][file] = (lines.array ?? []).compactMap { $0.integer.map { Int($0) } }
      }
    }
    for (call, outcome) in value["behaviour"]?.object ?? [:] { behaviour[call] = outcome.text }
    processorSeconds = value["cpu"]?.double ?? 0
    ended = value["ended"]?.text ?? "done"
  }

  /// Whether the run came to its end.
  public var isDone: Bool { ended == "done" }
  /// Whether it was stopped at a limit of time.
  public var ranOut: Bool { ended == "cpu" || ended == "wall" }
  /// Whether some test was run and none failed.
  public var passes: Bool { isDone && failed.isEmpty && !passed.isEmpty }

  /// The failures of tests that are not among `known`.
  func failed(beyond known: [String]) -> [TestFailure] {
    let names = Set(known.map(TestName.init))
    return failed.filter { !names.contains(TestName($0.test)) }
  }
}
