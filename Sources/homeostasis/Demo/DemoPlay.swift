import Glibc
import Healing
import HealingRuntime
import LoadGenerator
import Orchestration
import SystemCalls

/// Plays the two acts: a bug wakes and the shop heals itself; two bad patches come and the watch takes them back.
final class DemoPlay {
  private let folder: DemoFolder
  private let story: DemoStory
  private let host: HealingHost
  private let events: AsyncStream<DemoEvent>
  private let port: UInt16
  private var score = DemoScore()
  private var screen: DemoScreen
  private var loads: [LoadGenerator] = []
  private var incident: Incident?
  private var bugWoke: Timestamp?
  private var patch: Patch?
  private var act = 0
  /// Loads that have ended.
  private var past: [LoadReport] = []

  init(
    _ folder: DemoFolder, _ story: DemoStory, _ host: HealingHost, _ events: AsyncStream<DemoEvent>, port: UInt16,
    screen: DemoScreen
  ) {
    self.story = story
    score.hasSecondAct = story.hasSecondAct
    self.screen = screen
    self.folder = folder
    self.host = host
    self.events = events
    self.port = port
  }

  /// The whole play; ends early when the task is cancelled.
  func run() async throws(CommandFailure) {
    defer { finish() }
    loads.append(LoadGenerator(story.everyday(port)))
    screen.say(
      "The shop serves at 127.0.0.1:\(port), under \(Int(DemoStory.rate)) requests a second. Its tests are green.")
    var seconds = 0
    for await event in events {
      if Task.isCancelled { break }
      switch event {
      case .tick:
        seconds += 1
        screen.rate(loads.map(\.soFar))
        if seconds == 3 {
          wake(story.act(1, port), "Act one: customers begin to use a coupon that crashes the cart.")
        }
        if seconds > 170 { throw CommandFailure(.timeout, "the demo did not come to its end within 170 s") }
      case .news(let news, let time): take(news, time)
      case .step(let step): if await take(step) { return }
      case .hostEnded(let why): throw CommandFailure(.failed, "the host ended before the demo did: \(why)")
      }
    }
    throw CommandFailure(.failed, "interrupted")
  }

  private func wake(_ plan: LoadPlan, _ words: String) {
    act += 1
    incident = nil
    screen.title(words)
    if loads.count > 1 { lay(down: loads.removeLast()) }
    loads.append(LoadGenerator(plan))
  }

  private func lay(down load: LoadGenerator) { past.append(load.stop()) }

  private func take(_ news: HostNews, _ time: Timestamp) {
    switch news {
    case .opened(let opened):
      guard incident == nil else { return }
      incident = opened
      bugWoke = opened.firstSeen
      if act == 1 { score.parts.detect = (time - opened.firstSeen).inSeconds }
      screen.step(
        "detected", "\(opened.title), \(DemoScreen.milliseconds(time - opened.firstSeen)) after the line was written")
    case .warning(let text): screen.step("warning", text)
    case .plugin(let level, let text, let fields): if level >= 4 { screen.step("plugin", "\(text) \(fields)") }
    case .serving, .generation, .configured, .watching, .sign: break
    }
  }

  /// True when the play is over.
  private func take(_ step: Progress) async -> Bool {
    switch step.news {
    case .began: break
    case .ended(let verb, let stage, let took, _): time(verb, stage, took)
    case .lost(let loss, let number, let count):
      screen.step("candidate", "\(number) of \(count) [\(loss.patch.template ?? "-")] is out: \(loss.reason)")
      if let processes = loss.verdict?.processes, act == 1 { score.parts.testProcesses += processes }
      if loss.kind == .remembered, let template = loss.patch.template { score.remembered.insert(template) }
    case .looked(let words): screen.watch(words)
    case .trouble(let words): screen.step("trouble", words)
    case .moved(_, let to, let note): return await moved(to, note, at: step.at)
    }
    return isOver
  }

  private var isOver: Bool {
    story.hasSecondAct
      ? score.remembered == DemoScore.careless && score.rolledBack.count == 2 : score.healed
  }

  private func time(_ verb: Progress.Verb, _ stage: String, _ took: Duration) {
    guard act == 1 else { return }
    switch verb {
    case .analyze, .propose: score.parts.decide += took.inSeconds
    case .verify: score.parts.test += took.inSeconds
    case .prepare: score.parts.start += took.inSeconds
    case .switchOver: score.parts.switchOver += took.inSeconds
    case .promote, .rollBack, .status: break
    }
  }

  private func moved(_ state: Course.State, _ note: String, at time: Timestamp) async -> Bool {
    switch state {
    case .proposing(let search) where search.turn == 0: screen.step("cause", search.diagnosis.cause)
    case .preparing(let accepted):
      patch = accepted.verified.patch
      if act == 1 { score.parts.testProcesses += accepted.verified.verdict.processes ?? 0 }
      screen.step("proven", "[\(patch?.template ?? "-")] \(note)")
      screen.diff(patch?.diff ?? "")
    case .watching:
      let since = bugWoke.map { (time - $0).inSeconds } ?? 0
      if act == 1 { score.parts.serving = since }
      screen.step("swapped", "\(note), \(lost) requests lost; \(DemoScreen.seconds(since)) after the first error")
    case .promoting:
      if act == 1 { score.healedBecause = note }
      screen.step("verified", note)
    case .rollingBack(let accepted, _, _):
      score.rolledBack[accepted.verified.patch.template ?? ""] = note
      screen.step("worse", note)
    case .ended(let ending): return await ended(ending, note, at: time)
    default: break
    }
    return false
  }

  private func ended(_ ending: Orchestration.Ending, _ note: String, at time: Timestamp) async -> Bool {
    screen.step(ending.outcome.name, note)
    guard act == 1, ending.outcome == .healed else { return false }
    score.healed = true
    score.parts.healed = bugWoke.map { (time - $0).inSeconds } ?? 0
    keepResults()
    guard story.hasSecondAct else { return true }
    wake(story.act(2, port), "Act two: another bug wakes, and a careless colleague is the first to answer.")
    return false
  }

  private func keepResults() {
    do throws(SystemError) {
      try Files.replace("\(folder.results)/patch.diff", with: Array((patch?.diff ?? "").utf8))
    } catch {
      screen.step("warning", "the patch could not be kept: \(error)")
    }
  }

  private var lost: Int { (past + loads.map(\.soFar)).reduce(0) { $0 + $1.lost } }

  private func finish() {
    for load in loads { lay(down: load) }
    loads = []
    score.requests = past.reduce(0) { $0 + $1.sent }
    score.lost = past.reduce(0) { $0 + $1.lost }
    let longest = past.map(\.elapsed.inSeconds).max() ?? 0
    score.requestsPerSecond = longest > 0 ? Double(score.requests) / longest : 0
  }

  /// The score after the loads have ended.
  var finalScore: DemoScore { score }
}
