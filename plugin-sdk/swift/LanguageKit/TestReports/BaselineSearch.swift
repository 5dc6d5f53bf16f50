import Healing

/// Finds out, without a patch, how the suite stands and whether the failure happens, twice.
struct BaselineSearch {
  let runner: TestRunner
  let trial: ReproductionTrial
  let service: ServiceDescription
  let warmth: WarmSuite.Source?
  let timeLeft: () -> Duration?
  private var baseline = SuiteBaseline()

  init(
    runner: TestRunner, trial: ReproductionTrial, service: ServiceDescription, warmth: WarmSuite.Source? = nil,
    timeLeft: @escaping () -> Duration?
  ) {
    self.runner = runner
    self.trial = trial
    self.service = service
    self.warmth = warmth
    self.timeLeft = timeLeft
  }

  mutating func find() throws(StageFailure) -> SuiteBaseline {
    if !service.test.isEmpty {
      let suite = try runner.run(trial.session, wall: timeLeft())
      baseline.processes += 1
      baseline.suite = suite
      if suite.ranOut, let left = timeLeft(), left <= .zero {
        throw StageFailure(
          .timeout, code: "suite.timeout", place: service.name, message: "the tests take longer than there is time for")
      }
      if let why = Self.broken(suite) { return stop("baseline-broken", "\(why)\n\(suite.tail)") }
    }
    switch trial.reproduction.kind {
    case .test: try findTests()
    case .request: try findTwice(trial.reproduction.request.map { .request($0) })
    case .command: try findTwice(trial.reproduction.command.map { .command($0) })
    }
    return baseline
  }

  /// Why a suite cannot be compared with another run of it; nil when it can.
  private static func broken(_ run: TestRunner.Run) -> String? {
    switch (run.result.reason, run.result.code) {
    case (.exit, 126), (.exit, 127): "the test command cannot be run in the sandbox"
    case (.exit, _):
      run.report.complete && run.report.count == 0 ? "the test command runs no test" : nil
    case (let reason, let code): "the test command did not come to its end without a patch: \(reason.rawValue) \(code)"
    }
  }

  // MARK: tests that fail

  private mutating func findTests() throws(StageFailure) {
    guard let suite = baseline.suite else {
      return note("not-reproduced", "the service has no test command")
    }
    let showing = suite.report.failed.filter { trial.mentionsException($0.message) }
    let names = Set(trial.reproduction.tests.map(TestName.init))
    // Tests that are named may fail in several ways for one cause, as long as one of them shows the exception.
    let named = suite.report.failed.filter { names.contains(TestName($0.test)) }
    let targets =
      names.isEmpty ? showing : named.contains { trial.mentionsException($0.message) } ? named : []
    if targets.isEmpty {
      return note(suite.report.isGreen ? "tests-green" : "not-reproduced", suite.tail, suite.report.failed)
    }
    baseline.targets = targets.map(\.test)
    if let warm = try warmth?.suite(trial.session, limit: wall),
      warm.agrees(with: suite.report, targets: baseline.targets)
    {
      // It ran them once more: the failure has been seen twice.
      baseline.warm = warm
      return
    }
    let again = try repeatTargets()
    let vanished = baseline.targets.filter { again.report.passes($0) || again.report.failure(of: $0) == nil }
    if !vanished.isEmpty {
      note("flaky", "without a patch, sometimes passes: \(vanished.joined(separator: ", "))\n\(again.tail)")
    }
  }

  private mutating func repeatTargets() throws(StageFailure) -> TestRunner.Run {
    if runner.selects(baseline.targets) {
      baseline.processes += 1
      if let run = try runner.run(tests: baseline.targets, trial.session, wall: wall) { return run }
    }
    baseline.processes += 1
    return try runner.run(trial.session, wall: wall)
  }

  private var wall: Duration { timeLeft().map { min($0, baseline.limit) } ?? baseline.limit }

  // MARK: requests and commands

  private enum Cause {
    case request(FailingRequest)
    case command(String)
  }

  private mutating func findTwice(_ cause: Cause?) throws(StageFailure) {
    guard let cause else { return note("not-reproduced", "the reproduction is not complete") }
    var failed = 0
    var logs = ""
    for _ in 0..<2 {
      baseline.processes += 1
      let outcome: ReproductionTrial.Outcome
      switch cause {
      case .request(let request): outcome = try trial.replay(request, diff: nil, wall: timeLeft())
      case .command(let line): outcome = try trial.run(line, diff: nil, wall: timeLeft())
      }
      switch outcome {
      case .fails(let log):
        failed += 1
        logs += log
      case .passes(let log): logs += log
      case .impossible(let reason, let log):
        return note(reason == "did-not-start" ? "baseline-broken" : reason, "\(reason)\n\(log)")
      }
      if failed == 0 { break }
    }
    if failed == 0 { note("not-reproduced", logs) }
    if failed == 1 { note("flaky", logs) }
  }

  private mutating func note(_ reason: String, _ log: String, _ failures: [TestFailure] = []) {
    baseline.obstacle = .init(reason: reason, log: log, failures: failures)
  }

  private mutating func stop(_ reason: String, _ log: String) -> SuiteBaseline {
    note(reason, log, baseline.suite?.report.failed ?? [])
    return baseline
  }
}

extension TestRunner.Run {
  /// The end of what was written, for a reader.
  var tail: String { "\(result.output.suffix(32 << 10))\n\(result.errors.suffix(32 << 10))" }

  /// Whether it was stopped at a limit of time.
  var ranOut: Bool { result.reason == .wall || result.reason == .cpu }
}
