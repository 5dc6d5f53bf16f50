import Digest
public import Healing

/// Proves or refutes a patch by the service's own tests and the reproduction of its failure.
///
/// Accepted is a patch only when the failure happens twice without it, does not happen with it, and every test that
/// passed before still does. Tests that fail for another reason may go on failing, and are named.
public struct SuiteVerification {
  let sandbox: any SandboxService
  let runner: TestRunner
  let service: ServiceDescription
  let cache: BaselineCache
  let warmth: WarmSuite.Source?
  let timeLeft: () -> Duration?
  /// Test processes started so far.
  var processes = 0

  /// Makes a verification of patches for `service`.
  /// - Parameters:
  ///   - cache: shared by all verifications of the plugin.
  ///   - warmth: where programs that run tests again and again come from; nil: every run is a cold one.
  ///   - timeLeft: what is left for the call; nil: no limit.
  public init(
    sandbox: any SandboxService, rules: TestRules, service: ServiceDescription, cache: BaselineCache,
    warmth: WarmSuite.Source? = nil, timeLeft: @escaping () -> Duration? = { nil }
  ) {
    self.sandbox = sandbox
    runner = TestRunner(sandbox: sandbox, rules: rules, service: service)
    self.service = service
    self.cache = cache
    self.warmth = warmth
    self.timeLeft = timeLeft
  }

  /// The verdict on `patch`.
  /// - Throws: when there could be none: the sandbox failed, or the time is up.
  public mutating func verify(_ patch: Patch, _ diagnosis: Diagnosis?) throws(StageFailure) -> Verdict {
    guard patch.kind == .source, let diff = patch.diff else {
      throw StageFailure(
        .unsupported, code: "suite.mitigation", place: patch.id,
        message: "only patches of the source can be tested here")
    }
    let started = ContinuousClock.now
    processes = 0
    var finding: SuiteFinding
    if let reproduction = diagnosis?.reproduction {
      finding = try examine(diff, base: patch.base, reproduction)
    } else {
      finding = SuiteFinding(.inconclusive, "not-reproduced", log: "the diagnosis has nothing that makes it fail")
    }
    finding.processes = processes
    return finding.verdict(patch: patch, diffHash: SHA256.hex(of: diff), duration: ContinuousClock.now - started)
  }

  private mutating func examine(
    _ diff: String, base: String, _ reproduction: Reproduction
  ) throws(StageFailure) -> SuiteFinding {
    let session: SandboxSession
    do {
      session = try sandbox.open(SandboxOpen(base: base))
    } catch  where error.code == "stale-source" {
      return SuiteFinding(.inconclusive, "stale-source", log: error.message)
    }
    // A session that cannot be closed ends with the call.
    defer { try? sandbox.close(SandboxClose(session: session.session)) }
    let key = BaselineCache.Key(
      service: service.name, tree: session.tree, command: service.test, reproduction: reproduction)
    let trial = ReproductionTrial(sandbox: sandbox, session: session.session, reproduction: reproduction)
    let timeLeft = timeLeft
    let runner = runner
    let service = service
    let warmth = warmth
    let baseline = try cache.baseline(for: key) { () throws(StageFailure) in
      var search = BaselineSearch(runner: runner, trial: trial, service: service, warmth: warmth, timeLeft: timeLeft)
      return try search.find()
    }
    processes += baseline.processes
    var finding: SuiteFinding
    if let obstacle = baseline.obstacle {
      finding = SuiteFinding(.inconclusive, obstacle.reason, log: obstacle.log, failures: obstacle.failures)
    } else {
      var candidate = CandidateTrial(runner: runner, trial: trial, baseline: baseline, diff: diff, timeLeft: timeLeft)
      do {
        finding = try candidate.examine()
      } catch  where error.code == "does-not-apply" || error.kind == .denied {
        finding = SuiteFinding(.rejected, "does-not-apply", log: error.description)
      }
      finding.reproducedBefore = true
      processes += candidate.processes
    }
    finding.tree = session.tree
    return finding
  }
}
