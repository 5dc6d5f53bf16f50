import Digest
import Glibc
public import Healing
import LanguageKit
import LanguagePacks
import Orchestration
import PluginHost
import Policy
import Sandbox
import SourceTree
import SystemCalls
import TraceGrammar

/// Heals a tree without a running service: reproduces the failure, and leads it through the same stages as a pipeline.
public struct OneShotHealing: Sendable {
  private let request: HealRequest
  private let progress: @Sendable (String) -> Void
  private let started = ContinuousClock.now

  /// - Parameter progress: told one line for each step.
  public init(_ request: HealRequest, progress: @escaping @Sendable (String) -> Void) {
    self.request = request
    self.progress = progress
  }

  /// Does it.
  /// - Throws: where it could not even be tried: `tree.*` for the source, `sandbox.unavailable`, ...
  public func run() async throws(StageFailure) -> HealReport {
    do throws(StageFailure) {
      let bench = try await HealBench.set(up: request)
      defer { bench.clean() }
      var report = try await heal(on: bench)
      report.seconds = (ContinuousClock.now - started).inSeconds
      if request.apply, report.outcome == .accepted, let change = report.patch {
        try await bench.apply(change.diff, base: change.base)
        report.applied = true
        progress("applied to \(bench.service.root)")
      }
      return report
    } catch  where error.kind == .unsupported && error.code.hasPrefix("pack.") {
      progress(error.message)
      var report = HealReport(.none, "unsupported")
      report.seconds = (ContinuousClock.now - started).inSeconds
      return report
    }
  }

  private func heal(on bench: HealBench) async throws(StageFailure) -> HealReport {
    let groups: [FailingGroup]
    switch try await evidence(on: bench) {
    case .found(let found): groups = found
    case .nothing(let report): return report
    }
    var last = HealReport(.none, "exhausted")
    if let together = FailingGroup.together(groups) {
      progress("\(together.tests.count) failing tests, as if of one cause")
      let report = try await heal(together, within: left / 2, on: bench)
      if report.outcome != .none { return report }
      last = report
    }
    for (number, group) in groups.prefix(4).enumerated() {
      if left <= .zero { break }
      if groups.count > 1 {
        progress("failure \(number + 1) of \(groups.count): \(group.exception?.type ?? "a failing test")")
      }
      let report = merged(try await heal(group, within: left, on: bench), last)
      if report.outcome == .accepted { return report }
      if number == 0 || report.outcome == .inconclusive && last.outcome == .none { last = report }
    }
    return last
  }

  private func merged(_ report: HealReport, _ before: HealReport) -> HealReport {
    var report = report
    report.candidates += before.candidates
    report.refused += before.refused
    report.fates = before.fates + report.fates
    return report
  }

  private enum Found {
    case found([FailingGroup])
    case nothing(HealReport)
  }

  /// What fails: the trace that was given, and what the tests show.
  private func evidence(on bench: HealBench) async throws(StageFailure) -> Found {
    var groups: [FailingGroup] = []
    if !bench.service.test.isEmpty {
      progress("running the tests: \(bench.service.test.last?.split(separator: "\n").first ?? "")")
      if let report = try await bench.warmFailures(limit: min(left / 3, .seconds(60))) {
        progress("\(report.passedCount) passed, \(report.failed.count) failed")
        groups = FailingGroup.groups(of: report, bench.parser)
      } else {
        let limit = left
        let run = try await bench.suite(limit: limit)
        progress("\(run.report.passedCount) passed, \(run.report.failed.count) failed")
        if bench.testedNothing(run) {
          return .nothing(HealReport(.none, left <= .zero ? "budget" : "baseline-broken"))
        }
        groups = FailingGroup.groups(of: run.report, bench.parser)
      }
    }
    if let trace = request.trace, let exception = bench.parser.exceptions(in: trace).last {
      let same = groups.filter { $0.exception?.type == exception.type }
      groups = [FailingGroup(tests: same.flatMap(\.tests), trace: trace, exception: exception)] + groups
    }
    if groups.isEmpty { return .nothing(HealReport(.none, "tests-green")) }
    return .found(groups)
  }

  private func heal(
    _ group: FailingGroup, within time: Duration, on bench: HealBench
  ) async throws(StageFailure) -> HealReport {
    let end = ContinuousClock.now + time
    var report = HealReport(.none, "exhausted")
    report.exception = group.exception?.type
    let service = try await bench.described()
    let event = group.event(of: service)
    let incident = group.incident(of: service, event)
    var work = Work(id: "heal-\(incident.id)", timeout: left, service: service, events: [event], incident: incident)
    guard let diagnosis = try await bench.diagnose(incident, work) else {
      report.reason = "unsupported"
      return report
    }
    report.exception = diagnosis.exceptions.last?.type ?? report.exception
    report.locations = HealReport.Place.all(diagnosis.locations)
    report.cause = diagnosis.cause
    progress("cause: \(diagnosis.cause)")
    if diagnosis.category == "stale-source" {
      report.reason = "stale-source"
      return report
    }
    work.diagnosis = diagnosis
    var search = CandidateSearch(report, on: bench, progress: progress) { end - .now }
    defer { search.clean() }
    try await look(for: incident, work, on: bench, &search)
    return search.result
  }

  /// First what mends a crash at its own frames, which needs nothing but the trace; then all that fits the lines which
  /// the failing tests run; then second edits on top of those that moved the failure.
  private func look(
    for incident: Incident, _ work: Work, on bench: HealBench, _ search: inout CandidateSearch
  ) async throws(StageFailure) {
    guard let diagnosis = work.diagnosis else { preconditionFailure("candidates come from a diagnosis") }
    var work = work
    let near = try await bench.propose(diagnosis, work)
    if diagnosis.confidence > 0.5 {
      let likely = near.filter { !$0.suppresses && $0.score >= CandidateSearch.likely }
      progress("\(likely.count) candidates at the frames")
      try await search.go(through: likely, work)
      if search.isOver { return }
    }
    var patches = near
    if let wider = try await bench.refine(incident, work) {
      work.diagnosis = wider
      search.saw(wider.locations)
      patches = try await bench.propose(wider, work)
    }
    progress("\(patches.count) candidates")
    try await search.go(through: patches, work)
    for seed in search.seeds {
      if search.isOver { return }
      try await search.go(through: try await bench.second(after: seed, incident, work), work)
    }
  }

  private var left: Duration { request.budget - (ContinuousClock.now - started) }
}
