import Healing
import PluginBridge
import PluginHost
import SystemCalls

/// A plugin that the calls are measured with, compiled by this run from `Benchmarks/Plugins`.
struct MeasuredPlugin {
  /// The name of its source, and the last part of its id.
  enum Name: String {
    /// Answers every incident.
    case answering
    /// Reads every incident and answers none.
    case counting
    /// Answers every one of its own small records.
    case points
    /// Answers as `answering` does, and dies before that at the first attempt.
    case fragile

    fileprivate var source: String { self == .fragile ? Name.answering.rawValue : rawValue }
    fileprivate var flags: [String] { self == .fragile ? ["-DDIES_FIRST"] : [] }
  }

  let id: String
  /// As many rows as the plugin answers at once.
  static let batchSize = 1024

  /// The compiled library.
  let library: String
  private let staging: PluginStaging

  init(_ name: Name, _ place: BenchPlace, in folder: String) throws {
    id = "org.homeostasis.bench.\(name.source)"
    library = "\(folder)/\(name.rawValue).so"
    staging = PluginStaging(folder: "\(folder)/staged")
    let compiler = Command(
      SpawnRequest(
        "cc",
        [
          "-std=c11", "-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-I", "\(place.root)/plugin-sdk/include",
          "\(place.root)/Benchmarks/Plugins/\(name.source).c", "-o", library,
        ] + name.flags, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]))
    let result = try compiler.run()
    if !result.succeeded { throw BenchFailure("the plugin that is measured does not compile: \(result.errorText)") }
  }

  /// A copy that nobody else loads.
  func staged() throws(PluginFailure) -> StagedLibrary { try staging.stage(library) }

  /// Incidents as an orchestrator would ask about.
  static func incidents(_ count: Int) -> [Incident] {
    (0..<count).map { number in
      Incident(
        id: "incident-\(number)", parent: "event-\(number)", at: .unknown, service: "shop", language: "python",
        fingerprint: "fingerprint-\(number)", title: "KeyError: 'percent' in quote", type: "KeyError",
        firstSeen: .unknown, lastSeen: .unknown,
        frames: [StackFrame(file: "shop/checkout.py", line: 31, symbol: "quote", project: true)])
    }
  }

  /// The smallest records that are still worth a call: an id, a number and a word.
  static func points(_ count: Int) -> RecordBatch {
    RecordBatch(
      schema: "org.homeostasis.bench.point/1", keys: ["value", "word"],
      rows: (0..<count).map { number in
        .init(id: "p\(number)", parent: "", at: Int64(number), cells: [.f64(Double(number)), .text("seconds")])
      })
  }

  static let service = ServiceDescription(name: "shop", language: "python", root: "/")
  /// Made once: to make records of values is no part of a call, but of a whole stage's.
  private static let context = [RecordBatch([service])]

  /// A call as a stage makes it. `emitted` gets the batch that comes back.
  static func call(_ emitted: @escaping @Sendable (RecordBatch) -> Void = { _ in }) -> PluginCall {
    PluginCall(
      id: "bench", timeout: .seconds(300), context: context,
      emit: { batch, _ in
        emitted(batch)
        return .taken
      })
  }
}
