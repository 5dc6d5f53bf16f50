public import Healing

/// Runs the test command of a service in the sandbox, and reads what it shows.
public struct SuiteRun {
  private let sandbox: any SandboxService
  private let rules: TestRules
  private let service: ServiceDescription

  public init(_ sandbox: any SandboxService, _ rules: TestRules, _ service: ServiceDescription) {
    self.sandbox = sandbox
    self.rules = rules
    self.service = service
  }

  /// One run, with a diff applied where one is given.
  /// - Parameters:
  ///   - command: nil: the service's own.
  ///   - limit: how long it may take; zero: as long as the sandbox allows.
  public func run(
    in session: String, diff: String? = nil, command: [String]? = nil, limit: Duration = .zero
  ) throws(StageFailure) -> TestReport {
    let result = try sandbox.run(
      SandboxRun(
        session: session, diff: diff, command: command ?? service.test, environment: rules.variables(root: service.root),
        limits: SandboxLimits(wallMs: Int64(limit / .milliseconds(1))), collect: rules.report.map { [$0] } ?? [], cold: true))
    return report(of: result)
  }

  private func report(of result: SandboxResult) -> TestReport {
    let output = "\(result.output)\n\(result.errors)"
    var report = TestReport(
      succeeded: result.reason == .exit && result.code == 0, log: String(decoding: output.utf8.suffix(65_536), as: UTF8.self))
    if result.reason != .exit && result.reason != .signal { report.cut = result.reason.rawValue }
    if let path = rules.report, let text = result.files[path], let read = JUnitReader.read(text, into: report) { return read }
    if let read = OutputReader(rules: rules).read(output, into: report) { return read }
    if report.succeeded {
      report.passedCount = 1
    } else {
      report.failed = [TestFailure(test: "command", message: report.log)]
    }
    return report
  }
}
