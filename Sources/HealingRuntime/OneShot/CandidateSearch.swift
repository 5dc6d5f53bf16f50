import Healing
import Orchestration
import Policy

/// Goes through candidates in their order, and remembers what became of each.
struct CandidateSearch {
  /// From this score on a candidate is tried before anything is asked that costs a run of the tests.
  static let likely = 0.3
  /// How many failures that moved are followed by a second edit.
  private static let beam = 12
  /// How many others are still tried when one was accepted.
  private static let rivals = 150
  /// How many may pass before it is enough: each costs a cold run.
  private static let plausible = 6
  /// How many candidates are tried one by one before more benches are set up, which costs a run of the tests each.
  private static let patience = 24

  private let bench: HealBench
  private let jobs: Int
  private var benches: [HealBench]
  private let progress: @Sendable (String) -> Void
  private let left: () -> Duration
  private var report: HealReport
  private var tried: Set<String> = []
  /// What passed, the first first.
  private var passed: [Patch] = []
  private var accepted: Patch?
  private var rivalsTried = 0
  private var moved: [FailureMove] = []
  /// Nothing more can be found: accepted, undecided, hopeless, or no time is left.
  private(set) var isOver = false

  init(
    _ report: HealReport, on bench: HealBench, progress: @escaping @Sendable (String) -> Void,
    left: @escaping () -> Duration
  ) {
    self.report = report
    self.bench = bench
    jobs = bench.jobs
    benches = [bench]
    self.progress = progress
    self.left = left
  }

  /// The places that are suspected now.
  mutating func saw(_ locations: [Location]) { report.locations = HealReport.Place.all(locations) }

  /// Those that moved the failure, the furthest first.
  var seeds: [FailureMove] {
    Array(moved.sorted { ($1.distance, $1.patch.score) < ($0.distance, $0.patch.score) }.prefix(Self.beam))
  }

  /// Takes down what was set up for this search alone.
  func clean() { benches.dropFirst().forEach { $0.clean() } }

  /// What was found.
  var result: HealReport {
    var result = report
    if isOver && accepted == nil { return result }
    if let accepted {
      result.outcome = .accepted
      result.reason = "ok"
      result.patch = .init(accepted)
    } else if result.candidates == 0, result.refused > 0, result.reason == "exhausted" {
      result.reason = "gate"
    }
    return result
  }

  /// Tries `patches`, each diff once. The first that is accepted wins, unless one that is as good differs from it.
  mutating func go(through patches: [Patch], _ work: Work) async throws(StageFailure) {
    var waiting = patches[...]
    while !isOver {
      let batch = try await next(&waiting, work)
      if batch.isEmpty { break }
      if left() <= .zero {
        end()
        break
      }
      for (patch, outcome) in await tryOut(batch, work) where !isOver {
        try await take(outcome, of: patch, work)
      }
    }
    if !passed.isEmpty { await choose() }
  }

  /// The next ones that the gate lets through, as many as can be tried at once.
  private mutating func next(_ waiting: inout ArraySlice<Patch>, _ work: Work) async throws(StageFailure) -> [Patch] {
    var batch: [Patch] = []
    if benches.count < jobs, report.candidates >= Self.patience {
      for _ in benches.count..<jobs { benches.append(try await bench.another()) }
    }
    while batch.count < benches.count, let patch = waiting.popFirst() {
      if let first = passed.first,
        !patch.isRival(of: first) || rivalsTried >= Self.rivals || passed.count >= Self.plausible
      {
        break
      }
      guard tried.insert(patch.diff ?? "").inserted else { continue }
      if !passed.isEmpty { rivalsTried += 1 }
      if try await passesGate(patch, work) { batch.append(patch) } else { report.refused += 1 }
    }
    return batch
  }

  private struct Tried: Sendable {
    let verdict: Result<Verdict, StageFailure>
    let time: Duration
  }

  /// Each on a bench of its own; in the order of `batch`.
  private func tryOut(_ batch: [Patch], _ work: Work) async -> [(Patch, Tried)] {
    var work = work
    work.timeout = left()
    let (benches, ready) = (benches, work)
    return await withTaskGroup(of: (Int, Tried).self) { group in
      for (index, patch) in batch.enumerated() {
        group.addTask {
          let started = ContinuousClock.now
          let verdict: Result<Verdict, StageFailure>
          do throws(StageFailure) { verdict = .success(try await benches[index].verify(patch, ready)) } catch {
            verdict = .failure(error)
          }
          return (index, Tried(verdict: verdict, time: ContinuousClock.now - started))
        }
      }
      var done: [(Int, Tried)] = []
      for await one in group { done.append(one) }
      return done.sorted { $0.0 < $1.0 }.map { (batch[$0.0], $0.1) }
    }
  }

  private mutating func take(_ outcome: Tried, of patch: Patch, _ work: Work) async throws(StageFailure) {
    let verdict: Verdict
    do throws(StageFailure) { verdict = try outcome.verdict.get() } catch {
      // What could not be decided in time is not decided.
      guard left() <= .zero || error.kind == .timeout else { throw error }
      return end()
    }
    report.candidates += 1
    progress("candidate \(report.candidates) [\(patch.template ?? "-")] \(patch.title): \(verdict.reason)")
    report.fates.append(.init(patch, verdict.reason, outcome.time))
    report.reproduced = report.reproduced || verdict.reproducedBefore
    if verdict.result == .accepted { return passed.append(patch) }
    if let move = FailureMove(patch, verdict, from: work.events.first, bench.parser) { moved.append(move) }
    if let hopeless = Self.hopeless[verdict.reason] {
      (report.outcome, report.reason) = (hopeless, verdict.reason)
      isOver = true
    }
  }

  /// Takes one of those that passed, or leaves the question to a person.
  private mutating func choose() async {
    isOver = true
    var choice = PatchChoice(passed)
    if passed.count > 1, left() > .zero {
      do throws(StageFailure) {
        choice.behaviours = try await bench.behaviours(with: passed, limit: min(.seconds(10), left() / 2))
      } catch {
        // What passed has passed, whatever else can be seen of it.
        progress("what the candidates do could not be compared: \(error)")
      }
    }
    for line in choice.weighed { progress("passes: \(line)") }
    switch choice.decision {
    case .takes(let patch): accepted = patch
    case .leavesOpen(let patches, let why):
      report.outcome = .inconclusive
      report.reason = "the two best candidates disagree, and no test decides between them: \(why)"
      report.alternatives = patches.map(HealReport.Change.init)
    }
  }

  private mutating func end() {
    report.reason = "budget"
    isOver = true
  }

  private mutating func passesGate(_ patch: Patch, _ work: Work) async throws(StageFailure) -> Bool {
    guard let diagnosis = work.diagnosis else { preconditionFailure("candidates come from a diagnosis") }
    switch try await bench.examine(patch, for: diagnosis, work) {
    case .passes(let facts):
      if let why = facts.unexamined { progress("[\(patch.template ?? "-")] \(patch.title): \(why)") }
      return true
    case .refuses(let why):
      progress("the patch gate refuses [\(patch.template ?? "-")] \(patch.title): \(why)")
      report.fates.append(.init(patch, "the patch gate refuses it: \(why)", .zero))
      return false
    }
  }

  /// Verdicts that every other candidate would get, too.
  private static let hopeless: [String: HealReport.Outcome] = [
    "not-reproduced": .inconclusive, "flaky": .inconclusive, "baseline-broken": .none, "unsupported": .none,
  ]
}

extension Patch {
  /// Whether it is worth knowing that it would do, too.
  fileprivate func isRival(of other: Patch) -> Bool { suppresses == other.suppresses && score >= other.score * 0.4 }
}
