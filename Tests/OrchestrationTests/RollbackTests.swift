import Healing
import HealingTesting
import Orchestration
import Policy
import Testing
import Watch

/// What is taken back, and what happens then.
@Suite(.timeLimit(.minutes(1))) struct RollbackTests {
  private let bench = HealingBench()
  private let incident = Sample.incident()

  init() { bench.ledger.open(incident) }

  /// All candidates are accepted; generation 2, which has the first, makes the service slow.
  private func healer(
    patches: [Patch] = [Sample.patch(1), Sample.patch(2)],
    _ script: @escaping @Sendable (WatchedGeneration) -> [Observation]
  ) -> Healer {
    var pipeline = bench.pipeline()
    pipeline.testers = [
      Staged(
        ScriptedTester(bench.recorder) { patch, _ throws(StageFailure) in Sample.verdict(on: patch) }, id: "tester")
    ]
    pipeline.patchers = [
      Staged(
        ScriptedPatcher(bench.recorder) { work throws(StageFailure) in patches.map { $0.based(on: work.service.tree) }
        },
        id: "patcher")
    ]
    return bench.healer(["shop": pipeline], observations: ScriptedObservations(script))
  }

  private static func quiet(_ seconds: Int = 40) -> [Observation] {
    Array(repeating: .counted(Tally(Exposure(requests: 50, seconds: 1))), count: seconds)
  }

  @Test func aBadPatchIsTakenBackAndNotTriedAgain() async {
    let healer = healer { $0.rollout.generation == 2 ? [.exited("status 1")] : Self.quiet() }
    await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("ended(rolled-back)")
      await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(10))
      await running.until("ended(healed)")
    }
    let drawn = """
      opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2) --accepted--> preparing
        --prepared--> switching --switched--> watching --regressed--> rolling-back --rolled-back--> ended(rolled-back)
        --reopened--> opened --postponed--> waiting(backing-off) --resumed--> opened --admitted--> analyzing --diagnosed-->
        proposing --candidates(2)--> verifying(1/2) --accepted--> preparing --prepared--> switching --switched--> watching
        --healed--> promoting --promoted--> ended(healed)
      """
    #expect(bench.ledger.drawing(of: "i1") == line(drawn))
    #expect(bench.recorder.count("tester patch 1") == 1)
    #expect(bench.deployer.effects == [.prepared, .switched, .rolledBack, .prepared, .switched, .promoted])
  }

  @Test func theOnlyCandidateThatFailedIsOut() async {
    let healer = healer(patches: [Sample.patch(1)]) { _ in [.replayed(passes: false)] }
    await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("ended(rolled-back)")
      await running.until("waiting(backing-off)")
      // Another file changed, and the one that the patch touches is still the same.
      bench.change { $0.tree = "tree-9" }
      bench.alarm.advance(by: .seconds(10))
      let loss = await running.until { if case .lost(let loss, _, _) = $0.news { loss } else { nil } }
      #expect(loss?.kind == .remembered)
      #expect(loss?.reason.hasPrefix("rolled-back before, on the same code: the failing input still fails") == true)
      await running.until("ended(rejected)")
    }
    #expect(bench.recorder.count("tester patch 1") == 1)
  }

  @Test func unprovenStaysUntilTheErrorIsBack() async {
    let healer = healer { _ in Self.quiet(5) }
    await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("watching")
      _ = await running.until { if case .looked = $0.news { true } else { nil } }
      bench.alarm.advance(by: .seconds(3600))
      await running.until("ended(inconclusive)")
      #expect(bench.deployer.effects == [.prepared, .switched])
      await healer.reconsider()
      await offerUntilLed(running, healer)
      await running.until("ended(rolled-back)")
    }
    #expect(bench.deployer.effects == [.prepared, .switched, .rolledBack])
  }

  /// The end of an attempt is told a moment before its incident may come to the door again.
  private func offerUntilLed(_ running: RunningHealer, _ healer: Healer) async {
    await healer.left("i1")
    await healer.offer(incident)
  }

  @Test func whereAPersonDecidesNothingIsTakenBackByItself() async throws {
    var pipeline = bench.pipeline()
    pipeline.rollsBack = false
    let healer = bench.healer(["shop": pipeline], observations: ScriptedObservations { _ in [.exited("status 1")] })
    try await RunningHealer.run(healer, offering: [incident]) { running in
      _ = await running.until { if case .trouble = $0.news { true } else { nil } }
      #expect(bench.deployer.effects == [.prepared, .switched])
      _ = try await healer.answer(.decline(by: "ada", "it exits"), to: "i1")
      await running.until("ended(rolled-back)")
    }
    #expect(bench.deployer.effects == [.prepared, .switched, .rolledBack])
  }

  @Test func twoRollbacksOpenTheBreaker() async {
    let healer = healer { _ in [.exited("status 1")] }
    await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("ended(rolled-back)")
      await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(10))
      await running.until("ended(rolled-back)")
      let state = await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(20))
      guard case .waiting(let pause, _) = await running.until("waiting(backing-off)") ?? state else {
        return #expect(Bool(false), "it did not wait")
      }
      #expect(pause.reason.contains("the breaker is open"))
      #expect(pause.until == bench.alarm.now() + .seconds(6 * 3600 - 30))
    }
  }

  @Test func aNewErrorInThePatchedFunctionIsTakenBackAtOnce() async {
    let error = ErrorClass(type: "TypeError", file: "shop/cart.py", line: 13, symbol: "total")
    let healer = healer { $0.rollout.generation == 2 ? [.raised(error)] : Self.quiet() }
    await RunningHealer.run(healer, offering: [incident]) { running in
      guard case .rollingBack(_, _, then: .rolledBack(let why)) = await running.until("rolling-back") else {
        return #expect(Bool(false), "it was not rolled back")
      }
      #expect(why == "a new error in patched code: TypeError at total in shop/cart.py")
    }
  }

  @Test func eventsOfARolloutBelongToItsVerdict() async {
    let other = Sample.incident("i2", type: "TypeError")
    let healer = healer { _ in Self.quiet(5) }
    await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("watching")
      bench.ledger.open(other)
      await healer.offer(other)
      _ = await running.until { if case .looked = $0.news { true } else { nil } }
      bench.alarm.advance(by: .seconds(3600))
      await running.until("ended(inconclusive)")
    }
    #expect(bench.ledger.drawing(of: "i2") == "")
  }
}
