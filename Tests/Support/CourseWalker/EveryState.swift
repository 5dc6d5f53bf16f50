import Healing
import HealingTesting
import Orchestration
import Policy
import Watch

/// A way through all states: held, approved, taken back, and opened again.
enum EveryState {
  static func walk() async {
    let bench = HealingBench()
    let incident = Sample.incident()
    bench.ledger.open(incident)
    let gate = ScriptedGate { .passes(PatchFacts(places: Sample.facts($0).places, lines: 1, suppresses: true)) }
    let watch = ScriptedObservations { watched in
      watched.rollout.generation == 2 ? [.exited("status 1")] : quiet
    }
    var pipeline = bench.pipeline()
    pipeline.testers = [
      Staged(
        ScriptedTester(bench.recorder) { patch, _ throws(StageFailure) in Sample.verdict(on: patch) }, id: "tester")
    ]
    let healer = bench.healer(["shop": pipeline], observations: watch, gate: gate)
    await RunningHealer.run(healer, offering: [incident]) { running in
      await approve(1, "p1.1", running, bench)
      await running.until("ended(rolled-back)")
      await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(10))
      await approve(2, "p1.1", running, bench)
      await running.until("ended(healed)")
    }
  }

  private static let quiet: [Observation] = Array(
    repeating: .counted(Tally(Exposure(requests: 50, seconds: 1))), count: 40)

  private static func approve(_ attempt: Int, _ patch: String, _ running: RunningHealer, _ bench: HealingBench) async {
    await running.until("awaiting-approval")
    let approval = Approval(
      patchHash: "hash-i1-\(attempt)-\(patch)", base: Sample.tree, by: "ada", at: bench.alarm.now())
    do {
      let decision = try await running.healer.answer(.approve(approval), to: "i1")
      guard decision == .allowed else { fatalError("the approval of \(patch) was not allowed: \(decision)") }
    } catch {
      fatalError("the approval of \(patch) failed: \(error)")
    }
  }
}
