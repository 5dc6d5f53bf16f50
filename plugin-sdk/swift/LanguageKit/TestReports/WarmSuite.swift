public import Healing
import Synchronization

/// The tests of a service in a program that stays: each run costs a fork and not a start. It only spares cold runs for
/// candidates that it refutes; what it lets through is decided by a cold run.
public final class WarmSuite: Sendable {
  private let source: Source
  private let command: [String]
  private let ready: WarmRun
  /// How often there was no answer.
  private let silences = Atomic(0)

  /// Where such suites come from.
  public struct Source: Sendable {
    let sandbox: any SandboxService
    let pack: any PackService
    let rules: TestRules
    let service: ServiceDescription

    /// - Parameter rules: the pack's own, with the commands that can be kept warm.
    public init(sandbox: any SandboxService, pack: any PackService, rules: TestRules, service: ServiceDescription) {
      self.sandbox = sandbox
      self.pack = pack
      self.rules = rules
      self.service = service
    }

    /// The suite of the service's test command, run once without a patch; nil where it cannot be kept warm.
    public func suite(_ session: String, limit: Duration) throws(StageFailure) -> WarmSuite? {
      guard let (rule, arguments, groups) = rules.warmStart(service.test) else { return nil }
      let script = try pack.document(PackDocument(language: service.language, path: rule.script)).text ?? ""
      let command = rule.start.map { word in
        if word == "{script}" { return script }
        return groups.reduce(word) { $0.replacing("{\($1.key)}", with: $1.value) }
      }
      let answer = try sandbox.ask(
        SandboxAsk(
          session: session, command: command + arguments, limits: SandboxLimits(wallMs: limit.nanoseconds / 1_000_000)))
      guard let ready = answer.ready, ready["ready"]?.bool == true else { return nil }
      return WarmSuite(self, command + arguments, WarmRun(ready))
    }
  }

  private init(_ source: Source, _ command: [String], _ ready: WarmRun) {
    self.source = source
    self.command = command
    self.ready = ready
  }

  /// What its own first run showed, without a patch; nil where that run did not come to its end.
  public var first: TestReport? {
    if ready.failed.contains(where: { $0.test.hasPrefix("(") }) { return nil }
    return TestReport(passed: ready.passed, failed: ready.failed, exit: ready.failed.isEmpty ? 0 : 1)
  }

  /// Whether it has failed to answer so often that nothing more is expected of it.
  public var isCold: Bool { silences.load(ordering: .relaxed) >= 2 }

  /// Whether it found what a cold run found: these tests fail, and all that passed there passes.
  func agrees(with report: TestReport, targets: [String]) -> Bool {
    if !report.complete || names(of: targets).count < Set(targets.map(TestName.init)).count { return false }
    if !ready.failed(beyond: report.failed.map(\.test)).isEmpty { return false }
    if !report.knowsNames { return ready.passed.count == report.passedCount }
    let passed = Set(ready.passed.map(TestName.init))
    return report.passed.allSatisfy { passed.contains(TestName($0)) }
  }

  /// Its own names of failing tests.
  public func names(of tests: [String]) -> [String] {
    let wanted = Set(tests.map(TestName.init))
    return ready.failed.map(\.test).filter { wanted.contains(TestName($0)) }
  }

  /// Runs some tests, or all, until one fails; nil where it gave no answer.
  /// - Parameters:
  ///   - tests: its own names; empty: all.
  ///   - trace: which lines each test runs is told too, and no failure ends the run.
  ///   - watching: files whose functions are called again afterwards, with the arguments that the tests gave and others
  ///     near to them; no failure ends the run.
  public func run(
    _ tests: [String], _ session: String, diff: String? = nil, trace: Bool = false, watching: [String] = [],
    wall: Duration
  ) throws(StageFailure) -> WarmRun? {
    let seconds = max(1, wall / .seconds(1))
    let knowsFailures = tests.isEmpty && !ready.failed.isEmpty
    let question: JSONValue = [
      "tests": tests.isEmpty ? .null : .array(tests.map { .string($0) }),
      "stop": .bool(!trace && watching.isEmpty && !knowsFailures),
      "behaviour": watching.isEmpty ? .null : .array(watching.map { .string($0) }),
      "trace": .bool(trace), "cpu": .integer(Int64(seconds.rounded(.up))), "wall": .number(seconds * 2),
    ]
    let limits = SandboxLimits(wallMs: Int64(seconds * 2_000) + 5_000)
    let answer = try source.sandbox.ask(
      SandboxAsk(session: session, command: command, diff: diff, question: question, limits: limits))
    guard let answer = answer.answer else {
      silences.add(1, ordering: .relaxed)
      return nil
    }
    let run = WarmRun(answer)
    return run.isDone || run.ranOut ? run : nil
  }
}
