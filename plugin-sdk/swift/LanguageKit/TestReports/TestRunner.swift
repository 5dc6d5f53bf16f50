public import Healing

/// Runs a service's tests in the sandbox and reads what they showed.
public struct TestRunner: Sendable {
  private let sandbox: any SandboxService
  private let rules: TestRules
  private let service: ServiceDescription

  /// One run.
  public struct Run: Sendable {
    /// What it showed.
    public let report: TestReport
    /// How the command ended and what it wrote.
    public let result: SandboxResult
  }

  /// Makes a runner for the test command of `service`.
  public init(sandbox: any SandboxService, rules: TestRules, service: ServiceDescription) {
    self.sandbox = sandbox
    self.rules = rules
    self.service = service
  }

  /// Runs the whole test command.
  /// - Parameters:
  ///   - diff: applied for this run.
  ///   - wall: after which it is killed; nil: the host's limit.
  public func run(
    _ session: String, diff: String? = nil, wall: Duration? = nil
  ) throws(StageFailure) -> Run {
    try run(service.test, session, diff, wall)
  }

  /// Whether the test command can be told to run these tests only.
  public func selects(_ tests: [String]) -> Bool { rules.select(tests, in: service.test) != nil }

  /// Runs some tests only; nil where this command cannot be told to, or did not know the tests by these names.
  public func run(
    tests: [String], _ session: String, diff: String? = nil, wall: Duration? = nil
  ) throws(StageFailure) -> Run? {
    guard let command = rules.select(tests, in: service.test) else { return nil }
    let run = try run(command, session, diff, wall)
    // A limit that was reached is an answer: the tests did not pass.
    if run.result.reason != .exit { return run }
    let ran = run.report.passed.count + run.report.failed.count
    let known = tests.allSatisfy { run.report.passes($0) || run.report.failure(of: $0) != nil }
    return run.report.complete && known && max(ran, run.report.count) > 0 ? run : nil
  }

  private func run(
    _ command: [String], _ session: String, _ diff: String?, _ wall: Duration?
  ) throws(StageFailure) -> Run {
    let limits = SandboxLimits(wallMs: wall.map { max(1, $0.nanoseconds / 1_000_000) } ?? 0)
    let result = try sandbox.run(
      SandboxRun(
        session: session, diff: diff, command: command,
        environment: rules.environment.mapValues { $0.replacing("{root}", with: service.root) }, limits: limits,
        collect: rules.junitFiles, cold: true))
    return Run(report: rules.report(result), result: result)
  }
}
