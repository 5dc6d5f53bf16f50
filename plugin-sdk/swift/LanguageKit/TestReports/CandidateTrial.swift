import Healing

/// Tries one candidate: the reproduction first, which is cheap and refutes most, then the whole suite.
struct CandidateTrial {
  let runner: TestRunner
  let trial: ReproductionTrial
  let baseline: SuiteBaseline
  let diff: String
  let timeLeft: () -> Duration?
  private(set) var processes = 0

  init(
    runner: TestRunner, trial: ReproductionTrial, baseline: SuiteBaseline, diff: String,
    timeLeft: @escaping () -> Duration?
  ) {
    self.runner = runner
    self.trial = trial
    self.baseline = baseline
    self.diff = diff
    self.timeLeft = timeLeft
  }

  mutating func examine() throws(StageFailure) -> SuiteFinding {
    switch trial.reproduction.kind {
    case .test:
      if let warm = baseline.warm, !warm.isCold {
        if let finding = try screen(warm) { return finding }
      } else if let finding = try tryTargets() {
        return finding
      }
    case .request, .command:
      if let finding = try tryCause() { return finding }
    }
    guard let before = baseline.suite else {
      var finding = SuiteFinding(.accepted, "ok", log: "the service has no tests")
      finding.fixedAfter = true
      return finding
    }
    processes += 1
    let suite = try runner.run(trial.session, diff: diff, wall: try wall())
    return try judge(suite, before)
  }

  /// Nil when a warm run does not refute it, or cannot tell: the cold run decides then.
  private mutating func screen(_ warm: WarmSuite) throws(StageFailure) -> SuiteFinding? {
    processes += 1
    let limit = try wall()
    guard let targets = try warm.run(warm.names(of: baseline.targets), trial.session, diff: diff, wall: limit) else {
      return nil
    }
    if targets.ranOut {
      return SuiteFinding(.rejected, "timeout", log: "the failing tests do not come to their end with the patch")
    }
    if !targets.passes {
      return SuiteFinding(
        .rejected, "reproduction-still-fails", log: targets.failed.map(\.message).joined(separator: "\n"),
        failures: targets.failed)
    }
    if baseline.suite?.report.count == baseline.targets.count { return nil }
    let known = baseline.suite?.report.failed.map(\.test) ?? []
    // What failed only once may be unsteady, which the cold run finds out.
    for attempt in 0..<2 {
      processes += 1
      guard let all = try warm.run([], trial.session, diff: diff, wall: limit), !all.ranOut else { return nil }
      let regressions = all.failed(beyond: known)
      if regressions.isEmpty { return nil }
      if attempt == 0 { continue }
      // Those of the tests that are kept back as judge say that what passed the others was made up for them.
      let isOverfit = regressions.allSatisfy { baseline.isJudge($0.test) }
      var finding = SuiteFinding(
        .rejected, isOverfit ? "judge-disagrees" : "regression",
        log: regressions.map(\.message).joined(separator: "\n"), failures: regressions)
      finding.fixedAfter = true
      return finding
    }
    return nil
  }

  /// Nil when the tests that showed the failure pass, or cannot be run apart from the others.
  private mutating func tryTargets() throws(StageFailure) -> SuiteFinding? {
    guard let run = try run(baseline.targets) else { return nil }
    if run.ranOut { return try hangs(run) }
    let failing = baseline.targets.filter { !run.report.passes($0) }
    return failing.isEmpty ? nil : stillFails(run, failing)
  }

  /// Nil when the request is answered, or the command succeeds.
  private mutating func tryCause() throws(StageFailure) -> SuiteFinding? {
    processes += 1
    let outcome: ReproductionTrial.Outcome
    if let request = trial.reproduction.request {
      outcome = try trial.replay(request, diff: diff, wall: timeLeft())
    } else {
      outcome = try trial.run(trial.reproduction.command ?? "", diff: diff, wall: timeLeft())
    }
    switch outcome {
    case .passes: return nil
    case .fails(let log): return SuiteFinding(.rejected, "reproduction-still-fails", log: log)
    case .impossible(_, let log): return SuiteFinding(.rejected, "does-not-build", log: log)
    }
  }

  private mutating func judge(_ suite: TestRunner.Run, _ before: TestRunner.Run) throws(StageFailure) -> SuiteFinding {
    if suite.ranOut { return try hangs(suite) }
    let failing = baseline.targets.filter { !suite.report.passes($0) }
    if !failing.isEmpty { return stillFails(suite, failing) }
    let comparison = SuiteComparison(before: before.report, after: suite.report)
    var finding: SuiteFinding
    if comparison.regressions.isEmpty {
      finding = SuiteFinding(.accepted, "ok", log: suite.tail, failures: comparison.stillFailing)
    } else if try passesNow(comparison.regressions) {
      finding = SuiteFinding(.inconclusive, "flaky", log: suite.tail, failures: comparison.regressions)
      finding.flaky = comparison.regressions.count
    } else {
      finding = SuiteFinding(.rejected, "regression", log: suite.tail, failures: comparison.regressions)
    }
    finding.fixedAfter = true
    finding.report = suite.report
    return finding
  }

  /// Whether tests that failed pass when they are run again: then they are unsteady, and nothing is shown. Asked only
  /// for a few that can be run apart; a patch with many regressions is not worth the time.
  private mutating func passesNow(_ failures: [TestFailure]) throws(StageFailure) -> Bool {
    let tests = failures.map(\.test)
    guard tests.count <= 3, let run = try run(tests) else { return false }
    return tests.allSatisfy { run.report.passes($0) }
  }

  /// Runs these tests only; nil where that cannot be done.
  private mutating func run(_ tests: [String]) throws(StageFailure) -> TestRunner.Run? {
    if !runner.selects(tests) { return nil }
    processes += 1
    return try runner.run(tests: tests, trial.session, diff: diff, wall: try wall())
  }

  private func stillFails(_ run: TestRunner.Run, _ tests: [String]) -> SuiteFinding {
    let failures = tests.map { run.report.failure(of: $0) ?? TestFailure(test: $0, message: "does not pass") }
    var finding = SuiteFinding(.rejected, "reproduction-still-fails", log: run.tail, failures: failures)
    finding.report = run.report
    return finding
  }

  private func hangs(_ run: TestRunner.Run) throws(StageFailure) -> SuiteFinding {
    _ = try wall()  // When it was the call's own time that ran out, nothing is shown.
    let seconds = baseline.limit / .seconds(1)
    return SuiteFinding(
      .rejected, "timeout",
      log: "stopped after \(Int(seconds)) s; without the patch it ends in a third of that\n\(run.tail)")
  }

  /// What a run may take: what the suite took without the patch, three times over.
  private func wall() throws(StageFailure) -> Duration {
    guard let left = timeLeft() else { return baseline.limit }
    if left <= .zero {
      throw StageFailure(
        .timeout, code: "suite.timeout", place: trial.session, message: "no time is left for another run")
    }
    return min(left, baseline.limit)
  }
}
