public import Healing
public import PluginBridge
public import PluginHost
import Synchronization
import SystemCalls

/// Gives a recorded incident to a plugin, in a runner, and takes what it says.
public struct Replay: Sendable {
  /// The library; a copy of it is loaded.
  public let library: String
  /// The program that it runs in.
  public let runner: String
  /// The longest that its function may take.
  public var limit: Duration = .seconds(10)

  /// What is granted, and where the sources are. Its own name and language give way to those of the incident.
  public var service: CheckedService?

  /// Loads nothing yet.
  public init(library: String, runner: String) {
    self.library = library
    self.runner = runner
  }

  /// What the plugin emitted and complained of, as `{"records": [...], "failures": [...]}`. Ids and times of the records
  /// are left out, since they may differ each time.
  /// - Throws: when the plugin cannot be loaded or created, or its process dies.
  public func run(_ recorded: RecordedIncident) async throws(StageFailure) -> JSONValue {
    try await runDescribed(recorded).answer
  }

  /// What was said, who said it, and the SHA-256 of its library.
  public struct Described: Sendable {
    /// As ``Replay/run(_:)`` gives it.
    public let answer: JSONValue
    /// What the plugin says of itself.
    public let plugin: PluginDescription
    /// Of the bytes that were loaded.
    public let hash: String
  }

  /// As ``run(_:)``, with what the plugin says of itself.
  public func runDescribed(_ recorded: RecordedIncident) async throws(StageFailure) -> Described {
    let folder: String
    let staged: StagedLibrary
    do {
      folder = try Files.temporaryFolder("homeostasis-replay")
      staged = try PluginStaging(folder: folder).stage(library)
    } catch {
      throw StageFailure(.failed, code: "replay.stage", place: library, message: "\(error)")
    }
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    let settings = CheckBench.text(recorded.settings ?? [:])
    let instance = try await RunnerInstance(
      "", library: staged, settings: settings, runner: runner, grants: service?.grants ?? Grants()
    ) { _, _, _ in }
    do throws(StageFailure) {
      let result = try await replay(recorded, on: instance)
      await instance.retire()
      return Described(answer: result, plugin: instance.description, hash: staged.hash)
    } catch {
      await instance.retire()
      throw error
    }
  }

  private func replay(_ recorded: RecordedIncident, on instance: RunnerInstance) async throws(StageFailure) -> JSONValue
  {
    let kind = instance.description.kind
    guard let input = recorded.input(for: kind) else {
      throw StageFailure(
        .invalid, code: "replay.input", place: library, message: "the file has no input for a \(kind.rawValue)")
    }
    let emitted = Mutex<[RecordBatch]>([])
    let services = service?.open() ?? NoServices()
    let context = context(of: recorded)
    let verb: PluginVerb =
      switch kind {
      case .monitor: .poll
      case .analyzer: .analyze
      case .patcher: .propose
      case .tester: .verify
      case .deployer: .prepare
      }
    var failures: [JSONValue] = []
    do throws(StageFailure) {
      _ = try await instance.perform(
        .start, nil, PluginCall(id: "start", timeout: limit, context: context, services: services))
      let call = PluginCall(
        id: "replay", timeout: kind == .monitor ? .milliseconds(300) : limit, context: context, services: services,
        emit: { batch, _ in
          emitted.withLock { $0.append(batch) }
          return .taken
        })
      let answer = try await instance.perform(verb, input, call)
      failures = answer.complaints.map { Self.json($0.failure, of: instance) }
    } catch {
      if error.kind == .crashed || error.kind == .timeout { throw error }
      failures.append(Self.json(error, of: instance))
    }
    return Self.answer(emitted.withLock { $0 }, failures)
  }

  /// What goes along with the input. A recording has neither folder nor commands: those are of the service here.
  private func context(of recorded: RecordedIncident) -> [RecordBatch] {
    guard let here = service?.description else { return recorded.context }
    var recorded = recorded
    recorded.service.root = here.root
    recorded.service.tree = here.tree
    if recorded.service.test.isEmpty { recorded.service.test = here.test }
    return recorded.context
  }

  /// The form in which answers are written down.
  public static func answer(_ batches: [RecordBatch], _ failures: [JSONValue] = []) -> JSONValue {
    .object(["records": .array(batches.flatMap(json)), "failures": .array(failures)])
  }

  /// The host puts the id of the plugin before the place, which says nothing here.
  private static func json(_ failure: StageFailure, of instance: RunnerInstance) -> JSONValue {
    let own = "\(instance.description.id) "
    let place = failure.place.hasPrefix(own) ? String(failure.place.dropFirst(own.count)) : failure.place
    return .object([
      "kind": .string(failure.kind.rawValue), "code": .string(failure.code), "place": .string(place),
      "message": .string(failure.message),
    ])
  }

  private static func json(_ batch: RecordBatch) -> [JSONValue] {
    batch.rows.map { row in
      var fields: [String: JSONValue] = ["schema": .string(batch.schema), "parent": .string(row.parent)]
      for (key, cell) in zip(batch.keys, row.cells) {
        switch cell {
        case .null: break
        case .bool(let truth): fields[key] = .bool(truth)
        case .i64(let number), .time(let number): fields[key] = .integer(number)
        case .f64(let number): fields[key] = .number(number)
        case .text(let text): fields[key] = .string(text)
        case .bytes(let bytes): fields[key] = .array(bytes.map { .integer(Int64($0)) })
        // Text that is no JSON is shown as it is.
        case .json(let text): fields[key] = (try? JSON.decode(JSONValue.self, from: text)) ?? .string(text)
        }
      }
      return .object(fields)
    }
  }
}
