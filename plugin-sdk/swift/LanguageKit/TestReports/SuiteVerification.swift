public import Healing

/// Proves or refutes a patch with the service's own tests: the failure is reproduced without it and not with it, and
/// nothing that passed before fails.
public struct SuiteVerification {
  private let sandbox: any SandboxService
  private let run: SuiteRun
  private let service: ServiceDescription
  private let digest: (String) -> String
  /// How many test processes were started.
  private var processes = 0

  /// - Parameter digest: hash of a text, for the verdict.
  public init(
    _ sandbox: any SandboxService, _ rules: TestRules, _ service: ServiceDescription, digest: @escaping (String) -> String
  ) {
    self.sandbox = sandbox
    self.service = service
    self.digest = digest
    run = SuiteRun(sandbox, rules, service)
  }

  /// What the tree shows without a patch.
  public struct Baseline: Sendable {
    /// Two runs: a test that does both is flaky.
    let first: TestReport
    let second: TestReport?
    let duration: Duration

    var flaky: Set<String> { second.map { first.failedNames.symmetricDifference($0.failedNames) } ?? [] }
  }

  /// Runs the suite without a patch; again when something fails, to tell what is flaky.
  public mutating func baseline(in session: String) throws(StageFailure) -> Baseline {
    let started = ContinuousClock.now
    processes += 1
    let first = try run.run(in: session)
    let duration = ContinuousClock.now - started
    if first.failed.isEmpty { return Baseline(first: first, second: nil, duration: duration) }
    processes += 1
    return Baseline(first: first, second: try run.run(in: session), duration: duration)
  }

  /// The verdict on `patch`.
  public mutating func verify(
    _ patch: Patch, _ diagnosis: Diagnosis?, _ baseline: Baseline?, in session: String
  ) throws(StageFailure) -> Verdict {
    let started = ContinuousClock.now
    let reproduction = diagnosis?.reproduction ?? Reproduction(kind: .command)
    var verdict = Verdict(
      parent: patch.id, result: .rejected, reason: "", patchHash: digest(patch.diff ?? ""), tree: patch.base)
    verdict.flaky = baseline?.flaky.count ?? 0
    if let broken = baseline?.first, broken.ran == 0 || broken.cut != nil {
      verdict.log = broken.log
      verdict.settle(.inconclusive, "baseline-broken")
      return verdict
    }
    switch reproduction.kind {
    case .request: try verifyRequest(reproduction, patch, baseline, session, &verdict)
    case .test, .command: try verifyTests(reproduction, patch, baseline, session, &verdict)
    }
    verdict.durationNs = (ContinuousClock.now - started).nanoseconds
    verdict.processes = processes
    return verdict
  }

  private mutating func verifyTests(
    _ reproduction: Reproduction, _ patch: Patch, _ baseline: Baseline?, _ session: String, _ verdict: inout Verdict
  ) throws(StageFailure) {
    guard let baseline else { return verdict.settle(.inconclusive, "not-reproduced") }
    let wanted = Self.wanted(reproduction, in: baseline.first)
    guard !wanted.isEmpty else { return verdict.settle(.inconclusive, "not-reproduced") }
    guard wanted.isDisjoint(with: baseline.flaky) else { return verdict.settle(.inconclusive, "flaky") }
    verdict.reproducedBefore = true
    processes += 1
    let after = try run.run(in: session, diff: patch.diff, limit: baseline.duration * 3 + .seconds(2))
    verdict.fixedAfter = wanted.isDisjoint(with: after.failedNames) && after.cut == nil
    judge(after, against: baseline.first, &verdict, ignoring: baseline.flaky)
  }

  private mutating func verifyRequest(
    _ reproduction: Reproduction, _ patch: Patch, _ baseline: Baseline?, _ session: String, _ verdict: inout Verdict
  ) throws(StageFailure) {
    guard let request = reproduction.request else { return verdict.settle(.inconclusive, "not-reproduced") }
    processes += 1
    let before = try sandbox.replay(SandboxReplay(session: session, request: request))
    guard before.reason != "unsupported" else { return verdict.settle(.inconclusive, "unsupported") }
    verdict.reproducedBefore = before.fails(with: reproduction.exception)
    guard verdict.reproducedBefore else {
      verdict.log = before.log
      return verdict.settle(.inconclusive, "not-reproduced")
    }
    processes += 1
    let after = try sandbox.replay(SandboxReplay(session: session, diff: patch.diff, request: request))
    verdict.fixedAfter = after.answers
    guard verdict.fixedAfter else {
      verdict.log = after.log
      return verdict.settle(.rejected, "reproduction-still-fails")
    }
    guard let baseline else { return verdict.settle(.accepted, "ok") }
    processes += 1
    let suite = try run.run(in: session, diff: patch.diff, limit: baseline.duration * 3 + .seconds(2))
    judge(suite, against: baseline.first, &verdict, ignoring: baseline.flaky)
  }

  /// Fills the verdict from the run with the patch.
  private func judge(
    _ after: TestReport, against before: TestReport, _ verdict: inout Verdict, ignoring flaky: Set<String>
  ) {
    verdict.passed = after.passedCount
    verdict.failed = after.failed.count
    verdict.skipped = after.skipped
    verdict.failures = Array(after.failed.prefix(20))
    verdict.log = after.log
    if let cut = after.cut { return verdict.settle(.rejected, cut == "wall" ? "timeout" : cut) }
    guard verdict.fixedAfter else { return verdict.settle(.rejected, "reproduction-still-fails") }
    let broken = after.failedNames.subtracting(before.failedNames).subtracting(flaky)
    // Fewer tests than before means that some could not even be loaded, or were skipped.
    let lost = after.ran < before.ran || after.skipped > before.skipped
    let unnamed = !after.namesTests && before.namesTests
    guard broken.isEmpty, !lost, !unnamed else { return verdict.settle(.rejected, "regression") }
    verdict.settle(.accepted, "ok")
  }

  /// The failing tests that the patch must make pass: those that are named, or all of the same exception.
  private static func wanted(_ reproduction: Reproduction, in report: TestReport) -> Set<String> {
    let named = Set(reproduction.tests).intersection(report.failedNames)
    if !named.isEmpty { return named }
    guard reproduction.tests.isEmpty else { return [] }
    guard let exception = reproduction.exception else { return report.failedNames }
    return Set(report.failed.filter { $0.message.contains(exception) }.map(\.test))
  }
}

extension Verdict {
  mutating func settle(_ result: Result, _ reason: String) {
    self.result = result
    self.reason = reason
  }
}

extension ReplayResult {
  /// Whether the failure shows: no answer, a server error, or the trace of the exception.
  func fails(with exception: String?) -> Bool {
    guard let status else { return reason == "no-answer" }
    return status >= 500 || (exception.map { log.contains($0) } ?? false)
  }

  /// Whether the service answered as it should.
  var answers: Bool { status.map { $0 < 500 } ?? false }
}
