public import Healing
import Patterns

/// What a language pack says about the results of its test runners: the `tests` of `run.yaml`.
///
/// ```yaml
/// tests:
///   environment: {PYTEST_ADDOPTS: "--junitxml={root}/.report.xml"}
///   report: .report.xml                    # JUnit XML, where a runner writes it
///   output:                                # what a runner without a report prints
///     ran: '^Ran (?<count>\d+) tests? in '
///     failure: '^(?:FAIL|ERROR): (?<name>.+)$'
///     rule: '^(={70}|-{70})$'
///     skipped: 'skipped=(?<count>\d+)'
///   suites:                                # how a suite is found when nobody names a command
///     - {files: 'test_*.py', command: python3 -m pytest -q}
/// ```
public struct TestRules: Sendable {
  /// One way in which projects keep their tests.
  public struct Suite: Sendable, Hashable {
    /// A glob for the names of files that show it.
    public let files: String
    public let command: String
  }

  public var environment: [String: String] = [:]
  /// Relative to the root.
  public var report: String?
  public var suites: [Suite] = []
  let ran: Pattern?
  let failure: Pattern?
  let rule: Pattern?
  let skipped: Pattern?

  /// - Parameter document: the pack's `run.yaml`.
  public init(_ document: JSONValue) throws(StageFailure) {
    let tests = document["tests"]
    for (name, value) in tests?["environment"]?.object ?? [:] {
      guard let text = value.text else { throw Self.wrong("tests.environment.\(name)", "must be a text; put it in quotes") }
      environment[name] = text
    }
    report = tests?["report"]?.text
    ran = try Self.pattern(tests, "ran")
    failure = try Self.pattern(tests, "failure")
    rule = try Self.pattern(tests, "rule")
    skipped = try Self.pattern(tests, "skipped")
    for suite in tests?["suites"]?.array ?? [] {
      guard let files = suite["files"]?.text, let command = suite["command"]?.text else {
        throw Self.wrong("tests.suites", "each needs `files` and `command`")
      }
      suites.append(Suite(files: files, command: command))
    }
  }

  /// The variables of a run, for a tree at `root`.
  public func variables(root: String) -> [String: String] {
    environment.mapValues { $0.replacing("{root}", with: root) }
  }

  private static func pattern(_ tests: JSONValue?, _ key: String) throws(StageFailure) -> Pattern? {
    guard let text = tests?["output"]?[key]?.text else { return nil }
    do { return try Pattern(text) } catch { throw wrong("tests.output.\(key)", "\(error)") }
  }

  private static func wrong(_ key: String, _ why: String) -> StageFailure {
    StageFailure(.invalid, code: "pack.run", place: "run.yaml: \(key)", message: why)
  }
}
