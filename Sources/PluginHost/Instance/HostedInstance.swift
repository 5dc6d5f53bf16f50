public import Healing
public import PluginBridge
import SystemCalls

/// A plugin instance in the host's own process, on a thread of its own.
public final class HostedInstance: PluginInstance {
  /// As the plugin gave it when it was loaded.
  public let description: PluginDescription
  private let caller: PluginCaller
  private let worker: WorkerThread
  private let hung = StopFlag()

  /// How long a call may go on after it was told to stop, before the instance is given up.
  static let grace: Duration = .seconds(5)
  /// How long the instance's thread stays awake after a call.
  static let patience = Patience(.microseconds(50))

  /// Loads the plugin and creates the instance with its settings, as JSON.
  public init(
    _ id: String, library: StagedLibrary, settings: String, log: @escaping PluginCaller.Log
  ) async throws(StageFailure) {
    do throws(PluginFailure) { caller = try PluginCaller(id, at: library.path, log: log) } catch {
      throw StageFailure(.invalid, code: error.code, place: error.path, message: error.reason)
    }
    description = caller.description
    worker = WorkerThread(name: description.shortName, patience: Self.patience)
    var call = PluginCall(id: "create", timeout: .seconds(10))
    call.settings = settings
    _ = try await perform(.create, nil, call)
  }

  /// Waits on the instance's thread behind earlier calls. Five seconds after the call's time is up the instance is
  /// given up: this call and all later ones throw `plugin.hang`.
  public func perform(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) async throws(StageFailure) -> PluginAnswer {
    if hung.isSet { throw hang(verb) }
    let race = Race<PluginAnswer>()
    let polite = call.timeout.map { Watchdog(after: $0) { call.stop.set() } }
    let final = call.timeout.map { timeout in
      Watchdog(after: timeout + Self.grace) { [hung] in if race.finish(nil) { hung.set() } }
    }
    defer {
      polite?.cancel()
      final?.cancel()
    }
    let answer = await withTaskCancellationHandler {
      await race.run { finish in worker.perform { [caller] in finish(caller.timed(verb, input, call)) } }
    } onCancel: {
      call.stop.set()
    }
    guard let answer else { throw hang(verb) }
    return try answer.checked(description, verb)
  }

  /// Drains and destroys it. One that hangs is left alone: its thread cannot be ended.
  public func retire() async {
    if hung.isSet { return }
    _ = await worker.run { [caller] in
      _ = caller.perform(.drain, nil, PluginCall(id: "drain", timeout: .seconds(5)))
      _ = caller.perform(.destroy, nil, PluginCall(id: "destroy"))
      return true
    }
  }

  private func hang(_ verb: PluginVerb) -> StageFailure {
    StageFailure(
      .timeout, code: "plugin.hang", place: "\(description.id) \(verb)",
      message: "did not stop when it was told to; set `place: process` for this stage, so that it can be ended")
  }
}

extension PluginAnswer {
  /// The answer itself, or what the plugin complained of.
  func checked(_ description: PluginDescription, _ verb: PluginVerb) throws(StageFailure) -> PluginAnswer {
    if status == 0 { return self }
    if var first = complaints.first?.failure {
      if first.place.isEmpty || first.place.hasPrefix("/") { first.place = "\(description.id) \(first.place)" }
      throw first
    }
    throw StageFailure(
      .init(status), code: "plugin.status-\(status)", place: "\(description.id) \(verb)",
      message: "failed without saying why")
  }
}
