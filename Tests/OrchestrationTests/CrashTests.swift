import Glibc
import Healing
import HealingTesting
import Orchestration
import SystemCalls
import Testing
import Watch

/// The host dies at every line of the course, and the next one goes on at that line.
@Suite(.timeLimit(.minutes(2))) struct CrashTests {
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

  @Test func theWayThroughAllStatesEnds() throws {
    let result = try CourseWalk.run("everywhere")
    #expect(result.succeeded && result.text == "walked\n", "\(result.errorText)")
  }

  /// Each named point is reached on some way, and kills the process there.
  @Test(arguments: Course.failurePoints)
  func everyFailurePointKills(_ point: String) throws {
    let result = try CourseWalk.run("everywhere", failurePoint: point)
    #expect(result.reason == .signal && result.ending.signal == SIGKILL, "\(result.reason) \(result.errorText)")
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
}
