import Healing
import HealingTesting
import Orchestration
import Policy
import Synchronization
import Testing
import Watch

/// What keeps the healer from doing more than it may.
@Suite(.timeLimit(.minutes(1))) struct LimitTests {
  private let bench = HealingBench()

  private func open(_ names: String...) -> [Incident] {
    names.map { name in
      let incident = Sample.incident(name, service: name.split(separator: ".").first.map(String.init) ?? name)
      bench.ledger.open(incident)
      return incident
    }
  }

  @Test func heldNothingIsDoneAndReleasedItGoesOn() async {
    bench.hold.hold("the shop is on sale")
    let incidents = open("shop.1")
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()]), offering: incidents) { running in
      await running.until("waiting(held)", of: "shop.1")
      #expect(bench.recorder.all.isEmpty)
      bench.hold.release()
      await running.until("ended(healed)", of: "shop.1")
    }
  }

  /// Held from within every stage in turn: the next one does not begin before the release.
  @Test(arguments: ["analyzer shop.1", "patcher", "tester patch 2", "prepare", "switch", "promote"])
  func holdIsLookedAtBeforeEverySideEffect(_ call: String) async {
    let incidents = open("shop.1")
    bench.recorder.onCall { [bench] in if $0 == call { bench.hold.hold("stop") } }
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()]), offering: incidents) { running in
      if call != "promote" {
        await running.until("waiting(held)", of: "shop.1")
        let before = bench.recorder.all
        #expect(before.last == call)
        bench.hold.release()
      }
      await running.until("ended(healed)", of: "shop.1")
    }
  }

  @Test func oneAttemptAtATimeForAService() async {
    let incidents = open("shop.1", "shop.2")
    let atOnce = Mutex((now: 0, most: 0))
    var pipeline = bench.pipeline()
    pipeline.analyzers = [
      Staged(
        ScriptedAnalyzer(bench.recorder) { _, _ throws(StageFailure) in
          atOnce.withLock { count in
            count.now += 1
            count.most = max(count.most, count.now)
          }
          await Task.yield()
          atOnce.withLock { $0.now -= 1 }
          return [Sample.diagnosis()]
        }, id: "analyzer")
    ]
    let healer = bench.healer(["shop": pipeline])
    await RunningHealer.run(healer, offering: incidents) { running in
      let first = await running.until { progress in
        if case .moved(_, .ended, _) = progress.news { progress.incident } else { nil }
      }
      // If it came to the door while the other one was put into service, it was sent away.
      guard let second = incidents.first(where: { $0.id != first }) else { return }
      await healer.reconsider()
      await healer.offer(second)
      await running.until("ended(healed)", of: second.id)
    }
    #expect(atOnce.withLock { $0.most } == 1)
    // Which comes first is open; the other one does not begin before its end.
    let order = bench.ledger.transitions.map(\.incident.id)
    #expect(order == order.sorted() || order == order.sorted(by: >), "\(order)")
  }

  @Test func twoRolloutsOnAHost() async {
    let incidents = open("a", "b")
    let pipelines = Dictionary(uniqueKeysWithValues: ["a", "b", "c"].map { ($0, bench.pipeline($0)) })
    var policy = HealingPolicy()
    policy.limits.failingServices = 99
    // a and b are watched for as long as the clock stands; c is not put into service before one of them ends.
    let watch = ScriptedObservations { watched in
      watched.incident.id == "c"
        ? Array(repeating: .counted(Tally(Exposure(requests: 50, seconds: 1))), count: 40) : []
    }
    let healer = bench.healer(pipelines, policy: policy, observations: watch)
    await RunningHealer.run(healer, offering: incidents) { running in
      var serving: Set<String> = []
      _ = await running.until { progress -> Bool? in
        if case .moved(_, .watching, _) = progress.news { serving.insert(progress.incident) }
        return serving.count == 2 ? true : nil
      }
      await healer.offer(open("c")[0])
      guard case .waiting(let pause, then: .preparing) = await running.until("waiting(backing-off)", of: "c") else {
        return #expect(Bool(false), "c did not wait")
      }
      #expect(pause.reason.contains("limits.rollouts_at_once.host"))
      bench.alarm.advance(by: .seconds(3600))
      await running.until("ended(healed)", of: "c")
    }
  }

  @Test func threeServicesFailingAreADependency() async {
    let incidents = open("shop.1")
    let healer = bench.healer(["shop": bench.pipeline()])
    await healer.noticed("cart", at: bench.alarm.now())
    await healer.noticed("users", at: bench.alarm.now())
    await RunningHealer.run(healer, offering: incidents) { running in
      await running.until("waiting(backing-off)", of: "shop.1")
      #expect(bench.recorder.all.isEmpty)
      bench.alarm.advance(by: .seconds(60))
      await running.until("ended(healed)", of: "shop.1")
    }
  }

  @Test func aRestartKnowsWhichServicesFail() async {
    for var incident in ["shop.1", "cart.1", "users.1"].flatMap({ open($0) }) {
      incident.lastSeen = bench.alarm.now()
      bench.ledger.open(incident)
    }
    let pipelines = Dictionary(uniqueKeysWithValues: ["shop", "cart", "users"].map { ($0, bench.pipeline($0)) })
    await RunningHealer.run(bench.healer(pipelines)) { running in
      await running.until("waiting(backing-off)", of: "shop.1")
      #expect(bench.recorder.all.isEmpty)
    }
  }

  @Test func threeFailedAttemptsAreAQuarantineUntilTheSourceChanges() async {
    let incidents = open("shop.1")
    var pipeline = bench.pipeline()
    pipeline.patchers = []
    let healer = bench.healer(["shop": pipeline])
    await RunningHealer.run(healer, offering: incidents) { running in
      for attempt in 1...3 {
        await running.until("ended(rejected)", of: "shop.1")
        await healer.left("shop.1")
        await healer.offer(incidents[0])
        guard attempt < 3 else { break }
        await running.until("waiting(backing-off)", of: "shop.1")
        bench.alarm.advance(by: .seconds(10 * attempt))
      }
      await running.until("ended(quarantined)", of: "shop.1")
      await healer.left("shop.1")
      bench.change { $0.tree = "tree-2" }
      await healer.offer(incidents[0])
      await running.until("analyzing", of: "shop.1")
    }
    #expect(bench.ledger.transitions.last { $0.to.state.name == .opened }?.to.setbacks == [])
  }

  @Test func aQuarantinedIncidentIsLeftAlone() async {
    let incidents = open("shop.1")
    var pipeline = bench.pipeline()
    pipeline.patchers = []
    var policy = HealingPolicy()
    policy.limits.attempts = 0
    let healer = bench.healer(["shop": pipeline], policy: policy)
    await RunningHealer.run(healer, offering: incidents) { running in
      await running.until("ended(quarantined)", of: "shop.1")
      for _ in 0..<3 {
        await healer.left("shop.1")
        await healer.offer(incidents[0])
      }
      await healer.left("shop.1")
    }
    #expect(bench.ledger.drawing(of: "shop.1") == "opened --refused--> ended(quarantined)")
  }
}
