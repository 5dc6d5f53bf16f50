import Healing
import PluginHost
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// A new version is watched under load: a wrong answer is seen before, a bad one is taken back by itself, a good one is
/// kept; and no call is lost over it.
@Suite struct ProbationTests {
  private static let pure = "CAPABILITIES=(HS_CAP_STATEFUL|HS_CAP_PURE)"

  @Test(arguments: [PluginPlace.host, .process]) func aWrongAnswerIsSeenInShadow(_ place: PluginPlace) async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"right\"", "CAPABILITIES=HS_CAP_PURE")
    let stage = PluginAnalyzer(try await bench.stage(place))
    let load = Load(stage, tasks: 2)
    try await load.more(40)
    try await bench.version("CATEGORY=\"wrong\"", "CAPABILITIES=HS_CAP_PURE")
    let entry = try await bench.reload()
    try await load.more(10)
    let (_, _, failures) = await load.end()
    #expect(failures.isEmpty)
    let difference = try #require(entry.differences.first)
    #expect(difference.old.contains("category=right") && difference.new.contains("category=wrong"))
    #expect(try bench.history().last?.differences.first == difference)
    #expect(bench.news.withLock { $0.contains { $0.isWarning && $0.text.contains("category=wrong") } })
    await stage.retire()
  }

  @Test func oneThatDiesOfWhatCameLatelyIsRefused() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version(Self.pure)
    let stage = PluginAnalyzer(try await bench.stage(.process))
    _ = try await stage.count("a", "special")
    try await bench.version(Self.pure, "CRASH_ON=\"special\"")
    let failure = await #expect(throws: StageFailure.self) { try await bench.reload() }
    #expect(failure?.code == "reload.shadow")
    #expect(try await stage.count("b", "special").1 == 2)
    await stage.retire()
  }

  @Test func oneThatCrashesIsTakenBackAndNothingIsLost() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"good\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    let special = Atomic(false)
    let load = Load(stage) { $0 % 7 == 0 && special.load(ordering: .relaxed) ? "special" : "well" }
    try await load.more(50)
    try await bench.version("CATEGORY=\"bad\"", "CRASH_ON=\"special\"")
    try await bench.reload()
    try await load.more(20)
    special.store(true, ordering: .relaxed)
    try await load.more(100)
    let (asked, answers, failures) = await load.end()
    #expect(failures.isEmpty && answers.count == asked, "\(failures.first.map { "\($0)" } ?? "")")
    #expect(answers.last?.0 == "good")
    #expect(try bench.history().map(\.state) == [.current, .rolledBack])
    await stage.retire()
  }

  @Test(arguments: [PluginPlace.host, .process])
  func oneThatFailsWhereTheOldDoesNotIsTakenBack(_ place: PluginPlace) async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"good\"")
    let stage = PluginAnalyzer(try await bench.stage(place))
    try await bench.version("CATEGORY=\"bad\"", "FAIL_ON=\"special\"")
    try await bench.reload()
    #expect(try await stage.count("a").0 == "bad")
    // Each failed record is answered by the old one; the third is one too many.
    for number in 1...3 { #expect(try await stage.count("s\(number)", "special").0 == "good") }
    #expect(try bench.history().map(\.state) == [.current, .rolledBack])
    #expect(try await stage.count("b").0 == "good")
    await stage.retire()
  }

  @Test func whatBothCannotDoIsNoReasonToGoBack() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("FAIL_ON=\"special\"")
    let stage = PluginAnalyzer(try await bench.stage(.host))
    try await bench.version("FAIL_ON=\"special\"", "CATEGORY=\"two\"")
    try await bench.reload()
    for number in 1...5 {
      let failure = await #expect(throws: StageFailure.self) { try await stage.count("s\(number)", "special") }
      #expect(failure?.code == "counting.asked-for")
    }
    #expect(try await stage.count("a").0 == "two")
    #expect(try bench.history().last?.state == .probation)
    await stage.retire()
  }

  @Test(arguments: [PluginPlace.host, .process]) func oneThatIsThreeTimesSlowerIsTakenBack(_ place: PluginPlace)
    async throws
  {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"good\"", "SLOW_US=1000")
    let stage = PluginAnalyzer(try await bench.stage(place))
    let load = Load(stage, tasks: 2)
    try await load.more(60)
    // As slow as this machine may be, too.
    try await bench.version("CATEGORY=\"slow\"", "SLOW_US=20000")
    try await bench.reload()
    try await load.more(60)
    let (asked, answers, failures) = await load.end()
    #expect(failures.isEmpty && answers.count == asked && answers.last?.0 == "good")
    #expect(answers.contains { $0.0 == "slow" })
    let slow = try #require(try bench.history().last)
    #expect(slow.state == .rolledBack && slow.notes.last?.text.contains("a call takes") == true)
    await stage.retire()
  }

  @Test(arguments: [PluginPlace.host, .process]) func oneThatIsRightIsKept(_ place: PluginPlace) async throws {
    var rules = GenerationBench.rules
    rules.calls = 50
    let bench = try GenerationBench("counting_analyzer.c", rules)
    try await bench.version("CATEGORY=\"one\"")
    let stage = PluginAnalyzer(try await bench.stage(place))
    let load = Load(stage)
    try await load.more(50)
    try await bench.version("CATEGORY=\"two\"")
    try await bench.reload()
    try await load.more(100)
    let (asked, answers, failures) = await load.end()
    #expect(failures.isEmpty && answers.map(\.1).sorted() == Array(1...asked) && answers.last?.0 == "two")
    #expect(try bench.history().map(\.state) == [.retired, .current])
    await stage.retire()
  }

  @Test func timeEndsAProbation() async throws {
    var rules = GenerationBench.rules
    rules.period = .milliseconds(50)
    rules.patience = 2
    let bench = try GenerationBench("counting_analyzer.c", rules)
    try await bench.version()
    let stage = PluginAnalyzer(try await bench.stage(.process))
    try await bench.version("CATEGORY=\"two\"")
    try await bench.reload()
    let end = ContinuousClock.now + .seconds(30)
    while try bench.history().last?.state != .current, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try bench.history().map(\.state) == [.retired, .current])
    await stage.retire()
  }

  @Test func aChangedFileReloadsItselfOnceItIsWhole() async throws {
    let bench = try GenerationBench("counting_analyzer.c")
    try await bench.version("CATEGORY=\"one\"")
    let stage = PluginAnalyzer(try await bench.stage(.process))
    let watching = Task { await bench.generations.watchLibraries(every: .milliseconds(50)) }
    let one = try Files.read(bench.library)
    try await bench.version("CATEGORY=\"two\"")
    let two = try Files.read(bench.library)
    // As a slow copy does it: the file stands there in part, and stands still.
    try Files.replace(bench.library, with: Array(two.prefix(two.count / 3)))
    try await until { bench.news.withLock { $0.contains { $0.text.contains("is no library (yet)") } } }
    #expect(try await stage.count("a").0 == "one")
    try Files.replace(bench.library, with: two)
    try await until { try bench.history().last?.state == .probation }
    #expect(try await stage.count("b").0 == "two")
    try Files.replace(bench.library, with: one)
    try await until { try bench.history().count >= 3 }
    try await until { try await stage.count("c").0 == "one" }
    watching.cancel()
    await watching.value
    await stage.retire()
  }

  private func until(_ condition: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(30)
    while try await !condition() {
      try #require(ContinuousClock.now < end, "it did not happen in time")
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
