import Healing
import HealingTesting
import Orchestration
import Synchronization
import Testing
import Watch

/// How stages are called: in order, in time, again.
@Suite(.timeLimit(.minutes(1))) struct StageTests {
  private let bench = HealingBench()
  private let incident = Sample.incident()

  init() { bench.ledger.open(incident) }

  private func patcher(
    _ id: String, _ answer: @escaping @Sendable (Work) async throws(StageFailure) -> [Patch]
  ) -> Staged<any Patcher> {
    Staged(ScriptedPatcher(bench.recorder, id: id, answer), id: id)
  }

  private func end(_ pipeline: HealingPipeline) async -> Outcome? {
    await RunningHealer.run(bench.healer(["shop": pipeline]), offering: [incident]) { running in
      _ = await running.until { progress -> Bool? in
        if case .moved(_, .ended, _) = progress.news { true } else { nil }
      }
    }
    return bench.ledger.transitions.last?.outcome
  }

  @Test func theNextPatcherIsAskedWhenTheFirstHasNothing() async {
    var pipeline = bench.pipeline()
    let good = pipeline.patchers[0]
    pipeline.patchers = [patcher("none") { _ throws(StageFailure) in [] }, good]
    #expect(await end(pipeline) == .healed)
    #expect(bench.recorder.all.prefix(3) == ["analyzer i1", "none", "patcher"])
  }

  @Test func aFailedPatcherIsPassedOverUnlessItStops() async {
    var pipeline = bench.pipeline()
    let good = pipeline.patchers[0]
    let broken = patcher("broken") { _ throws(StageFailure) in throw Sample.failure(.failed) }
    pipeline.patchers = [broken, good]
    #expect(await end(pipeline) == .healed)
  }

  @Test func onFailureStopEndsTheAttempt() async {
    var pipeline = bench.pipeline()
    var broken = patcher("broken") { _ throws(StageFailure) in throw Sample.failure(.failed) }
    broken.onFailure = .stop
    pipeline.patchers = [broken] + pipeline.patchers
    #expect(await end(pipeline)?.name == "abandoned")
    #expect(bench.recorder.count("patcher") == 0)
  }

  @Test func aStageIsAskedForWhatItIsFor() async {
    var pipeline = bench.pipeline()
    var other = patcher("other") { _ throws(StageFailure) in [] }
    other.applies = { incident, severity in incident.type == nil || severity > .error }
    pipeline.patchers = [other] + pipeline.patchers
    #expect(await end(pipeline) == .healed)
    #expect(bench.recorder.count("other") == 0)
  }

  @Test func aDeployerThatIsNotForItLetsItBeProposed() async {
    var pipeline = bench.pipeline()
    pipeline.deployer?.applies = { _, severity in severity > .error }
    #expect(await end(pipeline) == .proposed)
  }

  @Test func aStageThatDiedIsCalledAgainWithTheSameWork() async {
    let calls = Mutex<[(String, Int)]>([])
    var pipeline = bench.pipeline()
    var shaky = patcher("shaky") { work throws(StageFailure) in
      let count = calls.withLock { calls in
        calls.append((work.id, work.attempt))
        return calls.count
      }
      if count < 3 { throw Sample.failure(.crashed) }
      return [Sample.patch(2).based(on: work.service.tree)]
    }
    shaky.retries = 2
    pipeline.patchers = [shaky]
    #expect(await end(pipeline) == .healed)
    #expect(calls.withLock { $0.map(\.1) } == [1, 2, 3])
    #expect(Set(calls.withLock { $0.map(\.0) }).count == 1)
  }

  @Test func aBusyStageIsWaitedFor() async {
    let isBusy = Mutex(true)
    var pipeline = bench.pipeline()
    let good = pipeline.patchers[0]
    pipeline.patchers = [
      patcher("busy") { work throws(StageFailure) in
        if isBusy.withLock({ busy in
          defer { busy = false }; return busy
        }) {
          throw Sample.failure(.busy)
        }
        return try await good.stage.propose(Sample.diagnosis(), work)
      }
    ]
    await RunningHealer.run(bench.healer(["shop": pipeline]), offering: [incident]) { running in
      await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(10))
      await running.until("ended(healed)")
    }
  }

  @Test func aStageThatIsTooSlowIsCancelled() async {
    var pipeline = bench.pipeline()
    var slow = patcher("slow") { [alarm = bench.alarm] _ throws(StageFailure) in
      await alarm.wait(for: .seconds(3600))
      return []
    }
    slow.timeout = .seconds(30)
    slow.onFailure = .stop
    pipeline.patchers = [slow]
    bench.recorder.onCall { [alarm = bench.alarm] in if $0 == "slow" { alarm.advanceOnceAsleep(2, by: .seconds(30)) } }
    let outcome = await end(pipeline)
    #expect(outcome?.reason?.contains("no answer within 30") == true)
  }

  @Test func everyAnalyzerIsAskedAndTheReproducedDiagnosisWins() async {
    var pipeline = bench.pipeline()
    var sure = Sample.diagnosis()
    sure.confidence = 1
    var shown = Sample.diagnosis()
    shown.cause = "reproduced"
    shown.reproduction = Reproduction(kind: .command, command: "false")
    pipeline.analyzers = [
      Staged(
        ScriptedAnalyzer(bench.recorder, id: "trace") { [shown] _, _ throws(StageFailure) in [shown] }, id: "trace"),
      Staged(
        ScriptedAnalyzer(bench.recorder, id: "rules") { [sure] _, work throws(StageFailure) in
          work.diagnosis?.cause == "reproduced" ? [sure] : []
        }, id: "rules"),
      Staged(
        ScriptedAnalyzer(bench.recorder, id: "other") { _, _ throws(StageFailure) in
          throw Sample.failure(.unsupported)
        }, id: "other"),
    ]
    #expect(await end(pipeline) == .healed)
    guard case .diagnosis(let diagnosis)? = bench.ledger.transitions[1].records.first else {
      return #expect(Bool(false), "no diagnosis was stored")
    }
    #expect(diagnosis.cause == "reproduced")
    #expect(diagnosis.parent == "i1")
    #expect(bench.recorder.all.prefix(3) == ["trace i1", "rules i1", "other i1"])
  }

  @Test func oneTesterThatRefutesIsEnough() async {
    var pipeline = bench.pipeline()
    pipeline.testers.append(
      Staged(
        ScriptedTester(bench.recorder, id: "replay") { patch, _ throws(StageFailure) in
          Sample.verdict(on: patch, .rejected, reason: "reproduction-still-fails")
        }, id: "replay"))
    #expect(await end(pipeline) == .rejected("none of 2 candidates; the last: reproduction-still-fails"))
    #expect(bench.deployer.effects.isEmpty)
  }

  @Test func aVerdictOnAnotherPatchIsNone() async {
    var pipeline = bench.pipeline()
    pipeline.testers = [
      Staged(
        ScriptedTester(bench.recorder) { _, _ throws(StageFailure) in Sample.verdict(on: Sample.patch(7)) }, id: "t")
    ]
    #expect(await end(pipeline)?.reason?.contains("tester.wrong-patch") == true)
  }

  @Test func acceptedWithoutAReproductionIsNotAccepted() async {
    var pipeline = bench.pipeline()
    pipeline.testers = [
      Staged(
        ScriptedTester(bench.recorder) { patch, _ throws(StageFailure) in
          var verdict = Sample.verdict(on: patch)
          verdict.reproducedBefore = false
          return verdict
        }, id: "tester")
    ]
    #expect(await end(pipeline)?.name == "inconclusive")
    #expect(bench.deployer.effects.isEmpty)
  }

  @Test func aSourceThatChangesDuringTheAttemptEndsIt() async {
    bench.recorder.onCall { [bench] in if $0 == "patcher" { bench.change { $0.tree = "edited" } } }
    #expect(await end(bench.pipeline())?.reason?.contains("the source changed") == true)
    #expect(bench.recorder.count("tester patch 1") == 0)
  }

  @Test func aGenerationThatNeverGetsHealthyIsItsPatchesFault() async {
    bench.deployer.fail("prepare", Sample.failure(.failed))
    #expect(await end(bench.pipeline())?.name == "rejected")
    #expect(bench.deployer.effects == [.rolledBack])
    #expect(bench.ledger.transitions.last?.fates.map(\.kind) == [.rejected])
  }

  @Test func aRollbackIsTriedUntilItIsDone() async {
    bench.deployer.fail("switch", Sample.failure(.failed))
    bench.deployer.fail("roll-back", Sample.failure(.crashed))
    bench.deployer.fail("roll-back", Sample.failure(.failed))
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()]), offering: [incident]) { running in
      await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(10))
      await running.until("waiting(backing-off)")
      bench.alarm.advance(by: .seconds(19))
      #expect(bench.deployer.effects == [.prepared])
      bench.alarm.advance(by: .seconds(1))
      await running.until("ended(abandoned)")
    }
    #expect(bench.deployer.effects == [.prepared, .rolledBack])
  }
}
