public import Healing
import Patterns

/// What a language pack says about tests: the part `tests` of its `run.yaml`.
///
/// ```yaml
/// tests:
///   environment: {PYTEST_ADDOPTS: "--junitxml='{root}/report.xml'"}
///   reports:
///     - {format: junit, file: report.xml, wrapping: '^ +cause: (?<rest>.*)$'}
///     - {format: text, failure: '...', block-end: '...', ruled: '...', count: '...'}
///   select:
///     - {command: '^(?<run>pytest) .*$'}      # followed by the names of tests
///   warm:                                     # a program of the pack that runs tests without starting anew
///     - {command: '^pytest(?<arguments>.*)$', start: [python3, -c, '{script}'], script: warm/server.py}
///   suites:                                   # how a suite is found when nobody names a command
///     - {files: 'test_*.py', command: python3 -m pytest -q}
///     - {files: package.json, contains: '"test"\s*:', command: npm test}    # what one of them must say
/// ```
public struct TestRules: Sendable {
  /// Variables that make runners write a report; `{root}` is the service's root.
  var environment: [String: String] = [:]
  /// Files in the XML form of JUnit, relative to the root.
  var junitFiles: [String] = []
  /// For each such file what stands in front of the real trace, where the runner wraps it into one of its own.
  private var wrappings: [String: Pattern] = [:]
  var texts: [TextReportRules] = []
  /// Commands to which names of tests can be added.
  var selections: [Pattern] = []
  /// Commands whose tests a program of the pack can run again and again.
  var warm: [WarmRule] = []

  /// The ways in which projects keep their tests, the surest first.
  public var suites: [Suite] = []

  /// One way in which projects keep their tests.
  public struct Suite: Sendable {
    /// A glob for the names of files that show it.
    public let files: String
    /// What runs it, in a shell.
    public let command: String
    /// What one of the files must say; nil: nothing.
    private let contains: Pattern?

    init(_ value: PackValue) throws(PackFailure) {
      try value.allow(["files", "contains", "command"])
      files = try value.member("files").text()
      command = try value.member("command").text()
      contains = try value.optional("contains")?.pattern()
    }

    /// Whether a file whose name fits shows the suite.
    /// - Parameter text: what stands in the file; asked only where that matters.
    public func isShown(by text: () -> String) -> Bool { contains.map { $0.matches(text()) } ?? true }
  }

  /// How a program stays ready to run the tests of a command.
  struct WarmRule: Sendable {
    /// With a group `arguments` and whatever else `start` names.
    let command: Pattern
    /// The program's words; `{NAME}` is a group of `command`, `{script}` the text of ``script``.
    let start: [String]
    /// A file of the pack.
    let script: String
  }

  /// Rules of a language of which nothing is known: only the exit status tells.
  public init() {}

  /// Reads the pack's `run.yaml`.
  /// - Throws: `invalid` with the key that is wrong.
  public init(_ document: JSONValue) throws(StageFailure) {
    do throws(PackFailure) {
      guard let tests = PackValue(document, file: "run.yaml").optional("tests") else { return }
      try tests.allow(["environment", "reports", "select", "suites", "warm"])
      for (name, value) in try tests.optional("environment")?.members() ?? [] { environment[name] = try value.text() }
      for report in tests.optional("reports")?.items() ?? [] { try add(report) }
      for selection in tests.optional("select")?.items() ?? [] {
        try selection.allow(["command"])
        selections.append(try selection.member("command").pattern())
      }
      for rule in tests.optional("warm")?.items() ?? [] {
        try rule.allow(["command", "start", "script"])
        warm.append(
          WarmRule(
            command: try rule.member("command").pattern(), start: try rule.member("start").texts(),
            script: try rule.member("script").text()))
      }
      for suite in tests.optional("suites")?.items() ?? [] {
        suites.append(try Suite(suite))
      }
    } catch {
      throw error.stageFailure
    }
  }

  private mutating func add(_ report: PackValue) throws(PackFailure) {
    switch try report.member("format").text() {
    case "junit":
      try report.allow(["format", "file", "wrapping"])
      let file = try report.member("file").text()
      junitFiles.append(file)
      wrappings[file] = try report.optional("wrapping")?.pattern()
    case "text":
      try report.allow([
        "format", "failure", "lead", "block-end", "ruled", "count", "passed", "skipped", "skipped-count",
      ])
      texts.append(
        TextReportRules(
          failure: try report.member("failure").pattern(), lead: try report.optional("lead")?.pattern(),
          blockEnd: try report.member("block-end").pattern(),
          ruled: try report.member("ruled").pattern(), count: try report.member("count").pattern(),
          passed: try report.optional("passed")?.pattern(), skipped: try report.optional("skipped")?.pattern(),
          skippedCount: try report.optional("skipped-count")?.pattern()))
    case let other: throw report.fail("the format `\(other)` is not known; known are junit and text")
    }
  }

  /// What a finished command showed.
  public func report(_ result: SandboxResult) -> TestReport {
    let exit = result.reason == .exit ? result.code : nil
    for file in junitFiles {
      if let text = result.files[file], var report = TestReport(junit: text) {
        report.exit = exit
        report.complete = report.complete && exit != nil
        if let wrapping = wrappings[file] {
          for index in report.failed.indices { report.failed[index].unwrap(wrapping) }
        }
        return report
      }
    }
    for rules in texts {
      for text in [result.errors, result.output] {
        if var report = rules.read(text) {
          report.exit = exit
          report.complete = exit != nil
          return report
        }
      }
    }
    return exitOnly(result, exit)
  }

  private func exitOnly(_ result: SandboxResult, _ exit: Int?) -> TestReport {
    if exit == 0 { return TestReport(passed: [TestReport.command], failed: [], exit: 0, complete: false) }
    let ending = exit.map { "exit status \($0)" } ?? "\(result.reason.rawValue) \(result.code)"
    let text = "\(ending)\n\(result.output.suffix(16 << 10))\n\(result.errors.suffix(48 << 10))"
    let failure = TestFailure(test: TestReport.command, message: text)
    return TestReport(passed: [], failed: [failure], exit: exit, complete: false)
  }

  /// The command that runs these tests alone; nil where that cannot be said for sure.
  func select(_ tests: [String], in command: [String]) -> [String]? {
    if tests.isEmpty || tests.contains(TestReport.command) { return nil }
    guard let line = Self.line(of: command) else { return nil }
    for selection in selections {
      if let run = selection.firstMatch(in: line)?.text(named: "run") {
        return run.split(separator: " ").map(String.init) + tests
      }
    }
    return nil
  }

  /// The program that runs the tests of `command` again and again; nil where none of the pack knows it.
  func warmStart(_ command: [String]) -> (rule: WarmRule, arguments: [String], groups: [String: String])? {
    guard let line = Self.line(of: command) else { return nil }
    for rule in warm {
      guard let match = rule.command.firstMatch(in: line) else { continue }
      var groups: [String: String] = [:]
      for name in rule.command.groupNames.keys { groups[name] = match.text(named: name) }
      return (rule, groups["arguments"]?.split(separator: " ").map(String.init) ?? [], groups)
    }
    return nil
  }

  /// The words of a command with a space between them; nil where they cannot be told for sure.
  private static func line(of command: [String]) -> String? {
    var words = command
    if words.count == 3, ["sh", "/bin/sh", "bash", "/bin/bash"].contains(words[0]), words[1] == "-c" {
      // A line that means more to a shell than words is not taken apart.
      if words[2].contains(where: { "\"'`$\\;&|<>(){}[]*?~#!\n\t".contains($0) }) { return nil }
      words = words[2].split(separator: " ").map(String.init)
    }
    return words.contains { $0.contains(" ") } ? nil : words.joined(separator: " ")
  }
}

extension TestFailure {
  /// Lets the message begin behind the first line's part that matches; as it is where none does.
  fileprivate mutating func unwrap(_ wrapping: Pattern) {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = String(line)
      guard let match = wrapping.firstMatch(in: text), let rest = match.text(named: "rest") else { continue }
      message = ([rest] + lines[(index + 1)...].map(String.init)).joined(separator: "\n")
      return
    }
  }
}
