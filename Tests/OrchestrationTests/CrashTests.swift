import Glibc
import Healing
import HealingTesting
import Orchestration
import Policy
import Testing
import Watch

/// The host dies at every line of the course, and the next one goes on at that line.
@Suite(.timeLimit(.minutes(1))) struct CrashTests {
  private static let steps = 9

  @Test(arguments: (0..<steps).flatMap { [MemoryLedger.Cut.before($0), .after($0)] })
  func aHealGoesOnWhereItStopped(_ cut: MemoryLedger.Cut) async {
    let bench = HealingBench()
    let incident = Sample.incident()
    bench.ledger.open(incident)
    await die(at: cut, incident, bench)
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()])) { running in
      // After the very last step there is nothing left to do.
      if cut != .after(Self.steps - 1) { await running.until("ended(healed)") }
    }
    #expect(bench.ledger.drawing(of: "i1") == line(Self.healed))
    // The world changed once for each verb, however often it was called.
    #expect(bench.deployer.effects == [.prepared, .switched, .promoted])
  }

  @Test(arguments: (0..<9).flatMap { [MemoryLedger.Cut.before($0), .after($0)] })
  func aRollbackGoesOnWhereItStopped(_ cut: MemoryLedger.Cut) async {
    let bench = HealingBench()
    let incident = Sample.incident()
    bench.ledger.open(incident)
    await die(at: cut, incident, bench, Self.bad)
    let healer = bench.healer(["shop": bench.pipeline()], observations: Self.bad)
    await RunningHealer.run(healer) { running in
      if cut != .after(8) { await running.until("ended(rolled-back)") }
    }
    #expect(bench.deployer.effects == [.prepared, .switched, .rolledBack])
    #expect(bench.ledger.transitions.flatMap(\.fates).map(\.kind) == [.rejected, .rolledBack])
  }

  @Test func whatTheKeeperTookBackMeanwhileIsNotServedAgain() async {
    let bench = HealingBench()
    let incident = Sample.incident()
    bench.ledger.open(incident)
    await die(at: .after(6), incident, bench)
    bench.deployer.rollBackMeanwhile()
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()])) { running in
      await running.until("ended(abandoned)")
    }
    #expect(bench.deployer.effects == [.prepared, .switched, .rolledBack])
  }

  @Test func aLedgerThatIsAwayIsWaitedFor() async {
    let bench = HealingBench()
    let incident = Sample.incident()
    bench.ledger.open(incident)
    bench.ledger.cutOff(.before(5))
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()]), offering: [incident]) { running in
      _ = await running.until { if case .trouble = $0.news { true } else { nil } }
      bench.ledger.revive()
      // That may have been the last trouble: whoever waits because of it waits for the clock.
      bench.alarm.advanceOnceAsleep(1, by: .seconds(10))
      await running.until("ended(healed)", onTrouble: { bench.alarm.advance(by: .seconds(10)) })
    }
    #expect(bench.ledger.drawing(of: "i1") == line(Self.healed))
    #expect(bench.deployer.effects == [.prepared, .switched, .promoted])
  }

  /// Each named point is reached on some way, and kills the process there.
  @Test(arguments: Course.failurePoints)
  func everyFailurePointKills(_ point: String) async {
    await #expect(processExitsWith: .signal(SIGKILL)) { [point] in
      // No time limit ends a process: one that gets nowhere ends itself, by another signal.
      Glibc.alarm(50)
      setenv("HOMEOSTASIS_FAILURE_POINT", point, 1)
      await Self.walkEverywhere()
    }
  }

  // MARK: -

  private static let healed = """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2) --lost--> verifying(2/2)
      --accepted--> preparing --prepared--> switching --switched--> watching --healed--> promoting --promoted-->
      ended(healed)
    """

  private static let bad = ScriptedObservations { _ in [.exited("status 1")] }

  /// Leads the incident until the ledger is cut off, and lets the healer die there.
  private func die(
    at cut: MemoryLedger.Cut, _ incident: Incident, _ bench: HealingBench,
    _ observations: ScriptedObservations = .quiet
  ) async {
    bench.ledger.cutOff(cut)
    let healer = bench.healer(["shop": bench.pipeline()], observations: observations)
    await RunningHealer.run(healer, offering: [incident]) { running in
      _ = await running.until { if case .trouble = $0.news { true } else { nil } }
    }
    bench.ledger.revive()
  }

  /// A way through all states: held, approved, taken back, and opened again.
  private static func walkEverywhere() async {
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
      #expect(decision == .allowed)
    } catch {
      Issue.record("\(error)")
    }
  }
}
