import Healing
import PluginHost
import PluginTrust
import Synchronization
import SystemCalls
import TestSupport

/// A host's generations with one library that tests replace by other versions of it.
final class GenerationBench: Sendable {
  let folder: TemporaryFolder
  let generations: PluginGenerations
  let ledger: GenerationLedger
  let clock = HandClock()
  let news = Mutex<[GenerationNews]>([])
  let notices = Mutex<[PluginTrouble]>([])
  /// The same as they come.
  let troubles: AsyncStream<PluginTrouble>
  private let told: AsyncStream<PluginTrouble>.Continuation
  let source: String
  let library: String
  private let built = Mutex(0)

  /// - Parameters:
  ///   - source: a file of `Tests/Fixtures/Generations`.
  ///   - trust: made for the bench's folder; nil: nothing is asked.
  init(
    _ source: String, _ rules: ProbationRules = GenerationBench.rules, trust: ((String) -> TrustRules)? = nil
  ) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    (troubles, told) = AsyncStream.makeStream(of: PluginTrouble.self)
    self.source = "\(Built.root)/Tests/Fixtures/Generations/\(source)"
    library = "\(folder.path)/plugin\(source.hasSuffix(".py") ? ".py" : ".so")"
    ledger = GenerationLedger(folder: "\(folder.path)/generations")
    let box = Box()
    generations = PluginGenerations(
      .init(
        staging: PluginStaging(folder: "\(folder.path)/staged", trust: trust?(folder.path)),
        maker: InstanceMaker(runner: try Built.product("homeostasis-runner")) { _, _, _ in },
        ledger: ledger, rules: rules, time: clock, tell: { box.bench?.heard($0) },
        trouble: { box.bench?.heard($0) }))
    box.bench = self
  }

  private final class Box: @unchecked Sendable {
    // Sendable: set once, before anything is loaded.
    weak var bench: GenerationBench?
  }

  /// Nothing is decided by time, unless a test says so.
  static let rules: ProbationRules = {
    var rules = ProbationRules()
    rules.period = .seconds(600)
    rules.calls = 1_000_000
    return rules
  }()

  private func heard(_ trouble: PluginTrouble) {
    notices.withLock { $0.append(trouble) }
    told.yield(trouble)
  }

  private func heard(_ news: GenerationNews) { self.news.withLock { $0.append(news) } }

  /// Puts another version into the library's place, in one step as an installer does.
  func version(_ flags: String...) async throws {
    let number = built.withLock { number in
      number += 1
      return number
    }
    let (source, library) = (source, library)
    // A compiler and a loader block; the other tests need the pool.
    try await blocking {
      if source.hasSuffix(".py") {
        let text = try (flags + ["BUILD = \(number)", Files.text(source)]).joined(separator: "\n")
        return try Files.replace(library, with: Array(text.utf8), mode: 0o755)
      }
      let made = try TemporaryFolder()
      let compiled = try CompiledPlugin.c(source, into: made, flags: flags.map { "-D\($0)" } + ["-DBUILD=\(number)"])
      try Files.replace(library, with: Files.read(compiled), mode: 0o755)
    }
  }

  private let worker = WorkerThread(name: "bench")

  private func blocking<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await worker.run { Result { try body() } }.get()
  }

  func seat(_ place: PluginPlace, settings: String = "{}") async throws -> ReloadableInstance {
    let (folder, library) = (folder.path, library)
    let description = try await blocking {
      try PluginDirectory(
        path: [folder], shippedFolder: "\(folder)/none", runner: Built.product("homeostasis-runner"),
        staging: PluginStaging(folder: "\(folder)/staged")
      ).describe(library)
    }
    return try await generations.seat(
      SeatOrder(stage: "test/stage", service: "shop", settings: settings, place: place), of: description,
      library: library, isWatched: true)
  }

  func stage(_ place: PluginPlace, _ kind: PluginDescription.Kind = .analyzer, settings: String = "{}") async throws
    -> PluginStage
  {
    let seat = try await seat(place, settings: settings)
    let stage = PluginStage(id: "test/stage", instance: seat, timeout: .seconds(5)) { _ in NoServices() }
    if kind != .monitor { try await stage.start(Self.work("start")) }
    return stage
  }

  @discardableResult
  func reload() async throws(StageFailure) -> GenerationEntry {
    try await generations.reload(id, because: "a test")
  }

  var id: String {
    source.contains("analyzer")
      ? "org.example.counting" : source.contains("monitor") ? "org.example.numbers" : "org.example.noting"
  }

  func history() throws -> [GenerationEntry] { try ledger.history(of: id) }

  static func work(_ id: String) -> Work {
    Work(id: id, service: ServiceDescription(name: "shop", language: "python", root: "/"))
  }

  static func incident(_ id: String, _ type: String = "well") -> Incident {
    Incident(
      id: id, parent: "e1", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "it broke",
      type: type, firstSeen: .unknown, lastSeen: .unknown, frames: [])
  }
}

/// Time that stands still until a test moves it.
final class HandClock: TimeSource {
  private let time = Mutex(Timestamp(nanoseconds: 1_000_000_000_000))
  func now() -> Timestamp { time.withLock { $0 } }
  func advance(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
}

extension PluginAnalyzer {
  /// What the counting analyzer says: its category and its number.
  func count(_ id: String, _ type: String = "well") async throws(StageFailure) -> (String, Int) {
    let diagnoses = try await analyze(GenerationBench.incident(id, type), GenerationBench.work(id))
    guard let one = diagnoses.first, diagnoses.count == 1, one.parent == id else {
      throw StageFailure(.failed, code: "test.answers", place: id, message: "\(diagnoses.count) answers")
    }
    return (one.category, Int(one.confidence))
  }
}

/// Calls without end on several tasks; every answer is kept.
final class Load: Sendable {
  private let stop = Atomic(false)
  private let answers = Mutex<[(String, Int)]>([])
  private let failures = Mutex<[StageFailure]>([])
  private let asked = Atomic(0)
  private let tasks = Mutex<[Task<Void, Never>]>([])

  /// - Parameter type: of the incident with a number.
  init(_ stage: PluginAnalyzer, tasks count: Int = 4, type: @escaping @Sendable (Int) -> String = { _ in "well" }) {
    let tasks = (0..<count).map { _ in
      Task {
        while !self.stop.load(ordering: .relaxed) {
          let number = self.asked.add(1, ordering: .relaxed).newValue
          do throws(StageFailure) {
            let answer = try await stage.count("i\(number)", type(number))
            self.answers.withLock { $0.append(answer) }
          } catch {
            self.failures.withLock { $0.append(error) }
          }
        }
      }
    }
    self.tasks.withLock { $0 = tasks }
  }

  var count: Int { answers.withLock { $0.count } }

  /// Waits until so many more were answered.
  func more(_ count: Int) async throws {
    let wanted = self.count + count
    let end = ContinuousClock.now + .seconds(60)
    while self.count < wanted {
      if ContinuousClock.now > end { throw TooSlow() }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Ends it: every call has got its answer, or a failure is here.
  func end() async -> (asked: Int, answers: [(String, Int)], failures: [StageFailure]) {
    stop.store(true, ordering: .relaxed)
    for task in tasks.withLock({ $0 }) { await task.value }
    return (asked.load(ordering: .relaxed), answers.withLock { $0 }, failures.withLock { $0 })
  }

  struct TooSlow: Error {}
}
