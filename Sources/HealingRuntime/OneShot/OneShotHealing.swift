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
    for (number, group) in groups.prefix(4).enumerated() {
      if left <= .zero { break }
      if groups.count > 1 {
        progress("failure \(number + 1) of \(groups.count): \(group.exception?.type ?? "a failing test")")
      }
      let report = try await heal(group, on: bench)
      if report.outcome == .accepted { return report }
      if number == 0 || report.outcome == .inconclusive && last.outcome == .none { last = merged(report, last) }
    }
    return last
  }

  private func merged(_ report: HealReport, _ before: HealReport) -> HealReport {
    var report = report
    report.candidates += before.candidates
    report.refused += before.refused
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
      let limit = left
      let run = try await bench.suite(limit: limit)
      progress("\(run.report.passedCount) passed, \(run.report.failed.count) failed")
      if bench.testedNothing(run) {
        return .nothing(HealReport(.none, left <= .zero ? "budget" : "baseline-broken"))
      }
      groups = FailingGroup.groups(of: run.report, bench.parser)
    }
    if let trace = request.trace, let exception = bench.parser.exceptions(in: trace).last {
      let same = groups.filter { $0.exception?.type == exception.type }
      groups = [FailingGroup(tests: same.flatMap(\.tests), trace: trace, exception: exception)] + groups
    }
    if groups.isEmpty { return .nothing(HealReport(.none, "tests-green")) }
    return .found(groups)
  }

  private func heal(_ group: FailingGroup, on bench: HealBench) async throws(StageFailure) -> HealReport {
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
    report.locations = diagnosis.locations.map { .init(file: $0.file, line: $0.line, score: $0.score) }
    report.cause = diagnosis.cause
    progress("cause: \(diagnosis.cause)")
    if diagnosis.category == "stale-source" {
      report.reason = "stale-source"
      return report
    }
    work.diagnosis = diagnosis
    let patches = try await bench.propose(diagnosis, work)
    progress("\(patches.count) candidates")
    return try await choose(among: patches, work, on: bench, report)
  }

  /// Tries the candidates in their order. The first that is accepted wins, unless the next is as good and differs.
  private func choose(
    among patches: [Patch], _ work: Work, on bench: HealBench, _ before: HealReport
  ) async throws(StageFailure) -> HealReport {
    var (report, work) = (before, work)
    var accepted: Patch?
    for patch in patches {
      if let accepted, !patch.isAsGood(as: accepted) { break }
      if left <= .zero {
        if accepted == nil { report.reason = "budget" }
        break
      }
      guard try await passesGate(patch, work, on: bench) else {
        report.refused += 1
        continue
      }
      report.candidates += 1
      work.timeout = left
      let verdict: Verdict
      do throws(StageFailure) { verdict = try await bench.verify(patch, work) } catch {
        // What could not be decided in time is not decided.
        guard left <= .zero || error.kind == .timeout else { throw error }
        if accepted == nil { report.reason = "budget" }
        break
      }
      progress("candidate \(report.candidates) [\(patch.template ?? "-")] \(patch.title): \(verdict.reason)")
      report.reproduced = report.reproduced || verdict.reproducedBefore
      if verdict.result == .accepted {
        guard let first = accepted else {
          accepted = patch
          continue
        }
        return report.undecided(between: first, patch)
      }
      if let hopeless = HealReport.hopeless[verdict.reason] {
        (report.outcome, report.reason) = (hopeless, verdict.reason)
        return report
      }
    }
    if let accepted {
      report.outcome = .accepted
      report.reason = "ok"
      report.patch = .init(accepted)
    } else if report.candidates == 0, report.refused > 0, report.reason == "exhausted" {
      report.reason = "gate"
    }
    return report
  }

  private func passesGate(_ patch: Patch, _ work: Work, on bench: HealBench) async throws(StageFailure) -> Bool {
    guard let diagnosis = work.diagnosis else { preconditionFailure("candidates come from a diagnosis") }
    switch try await bench.examine(patch, for: diagnosis, work) {
    case .passes(let facts):
      if let why = facts.unexamined { progress("[\(patch.template ?? "-")] \(patch.title): \(why)") }
      return true
    case .refuses(let why):
      progress("the patch gate refuses [\(patch.template ?? "-")] \(patch.title): \(why)")
      return false
    }
  }

  private var left: Duration { request.budget - (ContinuousClock.now - started) }
}

extension HealReport {
  /// Verdicts that every other candidate would get, too.
  fileprivate static let hopeless: [String: Outcome] = [
    "not-reproduced": .inconclusive, "flaky": .inconclusive, "baseline-broken": .none, "unsupported": .none,
  ]

  fileprivate func undecided(between first: Patch, _ second: Patch) -> HealReport {
    var report = self
    report.outcome = .inconclusive
    report.reason = "the two best candidates disagree, and no test decides between them"
    report.alternatives = [first, second].map(HealReport.Change.init)
    return report
  }
}

extension Patch {
  /// Whether the patcher had no preference between the two.
  fileprivate func isAsGood(as other: Patch) -> Bool {
    suppresses == other.suppresses && abs(score - other.score) < 1e-9 && template == other.template
  }
}
