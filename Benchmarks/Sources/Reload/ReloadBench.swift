import Healing
import Orchestration
import PluginHost
import Synchronization
import SystemCalls

/// An analyzer in the host that can be reloaded, or be replaced by a process that is started anew.
final class ReloadBench: Sendable {
  /// A plugin of the build instead of the bench's own one in C.
  struct Sample {
    let id: String
    let product: String
    /// The example that `homeostasis plugin new --lang swift` begins with.
    static let swift = Sample(id: "org.example.sample-analyzer", product: "libSampleAnalyzer.so")
  }

  private let id: String
  private let library: String
  private let bytes: [UInt8]
  private let staging: PluginStaging
  private let runner: String
  private let generations: PluginGenerations
  private let instance: Mutex<any PluginInstance>

  /// - Parameter name: its folder among those of the run.
  init(_ name: String, _ place: BenchPlace, _ sample: Sample? = nil) async throws {
    let folder = try place.folder("\(ReloadPart.name)-\(name)")
    let built = try sample.map { try place.product($0.product) }
    let plugin = try MeasuredPlugin(.answering, place, in: folder)
    id = sample?.id ?? plugin.id
    library = "\(folder)/reloaded.so"
    bytes = try Files.read(built ?? plugin.library)
    try Files.replace(library, with: bytes, mode: 0o755)
    staging = PluginStaging(folder: "\(folder)/staged")
    runner = try place.product("homeostasis-runner")
    let maker = InstanceMaker(runner: runner) { _, text, _ in Console.progress(text) }
    generations = PluginGenerations(
      .init(
        staging: staging, maker: maker, ledger: GenerationLedger(folder: "\(folder)/generations"), time: SystemAlarm(),
        tell: { _ in }))
    let description = try PluginDirectory(
      path: [folder], shippedFolder: "\(folder)/none", runner: runner, staging: staging
    ).describe(library)
    instance = Mutex(
      try await generations.seat(
        SeatOrder(stage: "bench/reload", service: "shop", settings: "{}", place: .host), of: description,
        library: library))
  }

  /// Who answers now.
  var current: any PluginInstance { instance.withLock { $0 } }

  /// Puts other bytes into the library's place, which do the same, and reloads it.
  func reload(_ number: Int) async throws {
    // What stands behind the tables of a library is read by nobody, and makes it another one.
    let mark = withUnsafeBytes(of: UInt64(number)) { Array($0) }
    try Files.replace(library, with: bytes + mark, mode: 0o755)
    try await generations.reload(id, because: "it is measured")
  }

  /// What is done without reloads: the process ends, and another one is started.
  func restart() async throws {
    await current.retire()
    let new = try await RunnerInstance(id, library: staging.stage(library), settings: "{}", runner: runner) {
      _, text, _ in Console.progress(text)
    }
    instance.withLock { $0 = new }
  }

  func end() async {
    await current.retire()
    await generations.retire()
  }
}
