import Glibc
import Healing
import HealingRuntime
import IncidentStore
import LanguageKit
import LanguagePacks
import Orchestration
import PluginHost
import SystemCalls

/// From log lines to stored incidents: the `log` monitor behind its plugin wall, the intake and the store on disk.
struct LogPart: Part {
  static let name = "log"
  private let place: BenchPlace
  private static let megabyte = 1_000_000.0

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let folder = try place.folder(Self.name)
    let root = "\(folder)/service"
    for module in FailingSites.modules {
      try Files.makeFolder("\(root)/shop")
      try Files.replace("\(root)/shop/\(module).py", with: [])
    }
    let path = "\(folder)/shop.log"
    let content = try ServiceLog.write(to: path, size: place.count(120, quick: 20) * Int(Self.megabyte), root: root)
    Console.progress(
      "log: \(content.bytes) bytes, \(content.lines) lines, \(content.errors) errors (seed \(ServiceLog.seed))")

    let grep = try await Rounds.median(of: 3) { try Self.grep(path) }
    let (took, processor) = try await incidents(from: path, content, folder: folder, root: root)
    let (lines, megabytes) = (Double(content.lines), Double(content.bytes) / Self.megabyte)
    let peer = "grep -c -E 'ERROR|Traceback'"
    return [
      Figure("log.lines-to-incidents", lines / took, "lines/s", peer: peer, lines / grep),
      Figure("log.bytes-to-incidents", megabytes / took, "MB/s", peer: peer, megabytes / grep),
      Figure("log.bytes-per-processor-second", megabytes / processor, "MB/s"),
      Figure("log.errors-stored", Double(content.errors) / took, "errors/s"),
    ]
  }

  /// Seconds of the peer.
  private static func grep(_ path: String) throws -> Double {
    let command = Command(
      SpawnRequest(
        "grep", ["-c", "-E", "ERROR|Traceback", path], environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]))
    let result = try command.run()
    if !result.succeeded { throw BenchFailure("grep fails: \(result.errorText)") }
    return result.wall.secondsAsDouble
  }

  /// Wall and processor seconds until the last error is in the store.
  private func incidents(
    from path: String, _ content: ServiceLog.Content, folder: String, root: String
  ) async throws -> (wall: Double, processor: Double) {
    let shelf = PackShelf(folders: place.installation.languages, grammars: place.installation.grammars)
    let service = ServiceDescription(name: "shop", language: "python", root: root)
    let store = try await SQLiteIncidentStore.open(at: "\(folder)/state.db", time: SystemAlarm())
    let sink = try LogSink(service, shelf: shelf, store: store, expecting: content.errors)
    let library = try PluginStaging(folder: "\(folder)/staged").stage(place.product("libLogMonitor.so"))
    let instance = try await HostedInstance(
      "org.homeostasis.log", library: library, settings: JSON.text(["paths": .array([.string(path)])] as JSONValue)
    ) { _, text, fields in Console.progress("log: \(text) \(fields)") }
    let monitor = PluginMonitor(
      PluginStage(id: "bench/log", instance: instance) { _ in
        var services = TypedServices()
        services.pack = shelf
        return services
      }, observing: Work(id: "bench/log", service: service))

    let (started, processor) = (ContinuousClock.now, Machine.ownProcessor)
    let observing = Task { () -> StageFailure? in
      do throws(StageFailure) {
        try await monitor.observe(from: []) { batch throws(StageFailure) in try await sink.take(batch) }
        return nil
      } catch {
        return error
      }
    }
    try await sink.waitForAll(limit: .seconds(300))
    let (took, used) = ((ContinuousClock.now - started).secondsAsDouble, Machine.ownProcessor - processor)
    observing.cancel()
    if let failure = await observing.value, failure.kind != .cancelled { throw failure }
    await instance.retire()
    try await check(store, content)
    return (took, used)
  }

  /// Every error counts in exactly one incident, or the figure is worth nothing.
  private func check(_ store: SQLiteIncidentStore, _ content: ServiceLog.Content) async throws {
    let incidents = try await store.incidents(ListFilter(limit: 100_000))
    let stored = incidents.reduce(0) { $0 + $1.incident.count }
    await store.close()
    Console.progress("log: \(stored) errors in \(incidents.count) incidents")
    guard stored == content.errors, incidents.count == content.troubles.count else {
      throw BenchFailure(
        "\(content.errors) errors of \(content.troubles.count) kinds were written; stored are \(stored) in \(incidents.count) incidents"
      )
    }
  }
}
