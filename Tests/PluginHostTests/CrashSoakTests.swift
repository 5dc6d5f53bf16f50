import Healing
import Synchronization
import SystemCalls
import TestSupport
import Testing

@testable import PluginHost

/// Plugins of all kinds die in all ways, again and again: the host lives, and every record is answered, by a second try
/// where the first one died, or set aside with the reason.
@Suite(.serialized) struct CrashSoakTests {
  static let ways = ["segv", "abort", "leave", "hang", "leak", "garbage"]
  static let injected = Soak.count("injected crashes over five kinds", usual: 30, full: 1000)

  /// One record and what became of it.
  struct Fate: Sendable {
    var way: String
    var isAlways: Bool
    var isTold: Bool
    var isSetAside: Bool
    /// How long it took, without what a hang may take before it is ended.
    var took: Duration
  }

  private static let callTime: Duration = .milliseconds(200)

  @Test(.timeLimit(.minutes(30))) func everyRecordIsAccountedFor() async throws {
    var chance = SeededGenerator(Soak.seed)
    let plans = SoakBench.Kind.allCases.map { kind in
      (
        kind,
        (0..<Self.injected / 5).map { number -> String in
          let way = Self.ways[number % Self.ways.count]
          let isAlways = kind != .monitor && Int.random(in: 0..<5, using: &chance) == 0
          return "\(way) \(isAlways ? "always" : "once") \(Bool.random(using: &chance) ? "early" : "late")"
        }.shuffled(using: &chance)
      )
    }
    // The hangs of one kind are waited out while the others go on.
    let all = try await withThrowingTaskGroup(of: (SoakBench.Kind, [Fate]).self) { group in
      for (kind, plan) in plans {
        group.addTask {
          let bench = try SoakBench(kind, plan)
          return (kind, try await kind == .monitor ? bench.observe() : bench.work())
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for (kind, plan) in plans {
      let fates = try #require(all[kind])
      #expect(fates.count == plan.count, "\(kind)")
      #expect(fates.filter(\.isTold).count + fates.filter(\.isSetAside).count == plan.count, "\(kind)")
      #expect(fates.allSatisfy { $0.isAlways ? $0.isSetAside && !$0.isTold : $0.isTold && !$0.isSetAside }, "\(kind)")
    }
    report(all.values.flatMap { $0 })
  }

  private func report(_ fates: [Fate]) {
    let back = fates.filter { $0.isTold }.map(\.took).sorted()
    let (middle, worst) = (back[back.count / 2], back[back.count - 1])
    let last = fates.filter(\.isTold).max { $0.took < $1.took }
    print(
      "crash soak: \(fates.count) records that kill, \(back.count) told at the second try, "
        + "\(fates.filter(\.isSetAside).count) set aside, none lost; from the crash to the answer p50 \(middle), "
        + "worst \(worst) (\(last?.way ?? ""))")
    #expect(middle <= .milliseconds(50))
    #expect(worst <= .seconds(1))
  }
}

/// One stage whose plugin dies as a plan says.
final class SoakBench: Sendable {
  enum Kind: String, CaseIterable, Sendable { case monitor, analyzer, patcher, tester, deployer }

  private let kind: Kind
  private let plan: [String]
  private let folder: TemporaryFolder
  private let ledger: GenerationLedger
  private let generations: PluginGenerations
  private let worker = WorkerThread(name: "soak")
  private let id = "org.example.crashing"
  private static let callTime: Duration = .milliseconds(200)

  init(_ kind: Kind, _ plan: [String]) throws {
    self.kind = kind
    self.plan = plan
    folder = try TemporaryFolder("homeostasis-soak")
    ledger = GenerationLedger(folder: "\(folder.path)/generations")
    var rules = ProbationRules()
    rules.crashes = .max
    generations = PluginGenerations(
      .init(
        staging: PluginStaging(folder: "\(folder.path)/staged"),
        maker: InstanceMaker(runner: try Built.product("homeostasis-runner")) { _, _, _ in }, ledger: ledger,
        rules: rules, time: HandClock(), tell: { _ in }))
  }

  private func stage(_ timeout: Duration) async throws -> PluginStage {
    let (folder, kind) = (folder, kind)
    try folder.write("plan", plan.joined(separator: "\n") + "\n")
    try Files.makeFolder("\(folder.path)/marks")
    let library = try await worker.run {
      Result {
        try CompiledPlugin.c(
          "\(Built.root)/Tests/Fixtures/Soak/crashing.c", into: folder,
          flags: [
            "-D\(kind.rawValue.uppercased())", "-DPLAN=\"\(folder.path)/plan\"", "-DMARKS=\"\(folder.path)/marks\"",
          ])
      }
    }.get()
    let described = try await worker.run {
      Result { Descriptions.ask([library: library], runner: try Built.product("homeostasis-runner")) }
    }.get()
    let description = try #require(described[library]).get()
    var grants = Grants()
    grants.files = [
      GrantedFile(path: "\(folder.path)/plan"), GrantedFile(path: "\(folder.path)/marks", writes: true),
    ]
    let seat = try await generations.seat(
      SeatOrder(stage: "soak/\(kind)", service: "shop", settings: "{}", place: .process, grants: grants),
      of: description, library: library)
    return PluginStage(id: "soak/\(kind)", instance: seat, timeout: timeout) { _ in NoServices() }
  }

  /// Each record that kills is followed by one that does not: the plugin has to be whole for it.
  func work() async throws -> [CrashSoakTests.Fate] {
    let stage = try await stage(Self.callTime)
    try await stage.start(GenerationBench.work("start"))
    var fates: [CrashSoakTests.Fate] = []
    for (number, words) in plan.enumerated() {
      let start = ContinuousClock.now
      let answer = try await tell("r\(number)", words, stage)
      var took = ContinuousClock.now - start
      if words.hasPrefix("hang") { took -= Self.callTime + HostedInstance.grace }
      fates.append(fate(words, answer, took))
      #expect(try await tell("w\(number)", "well once early", stage) == nil)
    }
    let asides = try ledger.setAside(of: id)
    #expect(asides.count == fates.filter(\.isSetAside).count && asides.allSatisfy { !$0.reason.isEmpty })
    #expect(try ledger.history(of: id).last?.setAside ?? 0 == asides.count)
    await stage.instance.retire()
    return fates
  }

  private func fate(_ words: String, _ failure: StageFailure?, _ took: Duration) -> CrashSoakTests.Fate {
    CrashSoakTests.Fate(
      way: String(words.prefix { $0 != " " }), isAlways: words.contains("always"), isTold: failure == nil,
      isSetAside: failure?.code == "plugin.set-aside", took: took)
  }

  /// Nil: exactly one answer, and it is that of this record.
  private func tell(_ id: String, _ words: String, _ stage: PluginStage) async throws -> StageFailure? {
    let work = GenerationBench.work(id)
    do throws(StageFailure) {
      let parents: [String]
      switch kind {
      case .analyzer:
        var incident = GenerationBench.incident(id)
        incident.title = words
        parents = try await (stage.perform(.analyze, incident, work) as [Diagnosis]).map(\.parent)
      case .patcher:
        let diagnosis = Diagnosis(id: id, parent: "i", cause: words, category: "x", confidence: 1)
        parents = try await (stage.perform(.propose, diagnosis, work) as [Patch]).map(\.parent)
      case .tester: parents = try await (stage.perform(.verify, patch(id, words), work) as [Verdict]).map(\.parent)
      case .deployer: parents = try await (stage.perform(.prepare, patch(id, words), work) as [Rollout]).map(\.parent)
      case .monitor: parents = []
      }
      #expect(parents == [id], "\(kind) \(words)")
      return nil
    } catch {
      return error
    }
  }

  private func patch(_ id: String, _ title: String) -> Patch {
    Patch(id: id, parent: "d", base: "b", diff: "d", title: title, score: 1)
  }

  /// What a monitor reads comes in its order, whole, and each once.
  func observe() async throws -> [CrashSoakTests.Fate] {
    let monitor = PluginMonitor(try await stage(.seconds(5)), observing: GenerationBench.work("soak"))
    let seen = Mutex<[(id: String, at: ContinuousClock.Instant)]>([])
    let start = ContinuousClock.now
    let wanted = plan.count
    let (told, teller) = AsyncStream.makeStream(of: Int.self)
    let task = Task {
      try await monitor.observe(from: []) { batch in
        teller.yield(
          seen.withLock { seen in
            for event in batch.events { seen.append((event.id, .now)) }
            return seen.count
          })
      }
    }
    let limit = Task {
      try await Task.sleep(for: .seconds(1200))
      teller.finish()
    }
    for await count in told where count >= wanted { break }
    limit.cancel()
    task.cancel()
    try await task.value
    await monitor.retire()
    let all = seen.withLock { $0 }
    #expect(all.map(\.id) == (1...wanted).map { "\($0)" })
    return zip(plan, all).enumerated().map { index, pair in
      var took = pair.1.at - (index == 0 ? start : all[index - 1].at)
      // What dies after it was told holds up the next one.
      if index > 0, plan[index - 1].hasSuffix("late"), plan[index - 1].hasPrefix("hang") { took -= hang }
      if pair.0.hasPrefix("hang"), pair.0.hasSuffix("early") { took -= hang }
      return fate(pair.0, nil, took)
    }
  }

  /// One poll, and the grace after it.
  private var hang: Duration { .seconds(1) + HostedInstance.grace }
}
