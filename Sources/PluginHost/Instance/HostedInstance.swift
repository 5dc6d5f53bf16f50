public import Healing
public import PluginBridge
import Synchronization
import SystemCalls

/// A plugin instance in the host's own process, on a thread of its own.
public final class HostedInstance: PluginInstance {
  /// As the plugin gave it when it was loaded.
  public let description: PluginDescription
  private let caller: PluginCaller
  private let worker: WorkerThread
  private let hung = StopFlag()
  private let slot: BlackBox.Slot?
  /// Whether the last call was so short that the next one is worth staying awake for.
  private let isQuick = Atomic(false)

  /// How long a call may go on after it was told to stop, before the instance is given up.
  static let grace: Duration = .seconds(5)
  /// How long the instance's thread stays awake after a call.
  static let patience = Patience(.microseconds(50))
  /// How long a caller stays awake for the answer of a plugin that was quick. To suspend it and to wake it costs as much.
  private static let callersPatience = Patience(.microseconds(10))

  /// Loads the plugin and creates the instance with its settings, as JSON.
  /// - Parameter blackBox: notes each call, for the case that the host does not survive it.
  public init(
    _ id: String, library: StagedLibrary, settings: String, blackBox: BlackBox? = nil, log: @escaping PluginCaller.Log
  ) async throws(StageFailure) {
    let slot = blackBox?.slot(id, library.hash, settings: settings)
    self.slot = slot
    do throws(PluginFailure) {
      // Loading runs its constructors.
      slot?.enter(.create)
      defer { slot?.leave() }
      caller = try PluginCaller(id, at: library.path, log: log)
    } catch {
      throw StageFailure(.invalid, code: error.code, place: error.path, message: error.reason)
    }
    description = caller.description
    worker = WorkerThread(name: description.shortName, patience: Self.patience)
    var call = PluginCall(id: "create", timeout: .seconds(10))
    call.settings = settings
    _ = try await perform(.create, nil, call)
  }

  /// Waits on the instance's thread behind earlier calls. Five seconds after the call's time is up the instance is
  /// given up: this call throws `plugin.hang`, and all later ones `plugin.hung`.
  public func perform(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) async throws(StageFailure) -> PluginAnswer {
    try await onThread(verb, call) { [caller, slot] in caller.timed(verb, input, call, slot) }
  }

  /// Calls one function of the plugin's kind with each batch, as one call: everything that a call costs besides the
  /// function itself is paid once. Ends with the first batch that fails.
  public func perform(
    _ verb: PluginVerb, each inputs: [RecordBatch], _ call: PluginCall
  ) async throws(StageFailure) -> PluginAnswer {
    try await onThread(verb, call) { [caller, slot] in caller.perform(verb, each: inputs, call, slot) }
  }

  private func onThread(
    _ verb: PluginVerb, _ call: PluginCall, _ body: @escaping @Sendable () -> PluginAnswer
  ) async throws(StageFailure) -> PluginAnswer {
    if hung.isSet { throw hang(verb, isLater: true) }
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
      await race.run(isQuick.load(ordering: .relaxed) ? Self.callersPatience : .none) { finish in
        worker.perform { finish(body()) }
      }
    } onCancel: {
      call.stop.set()
    }
    guard let answer else { throw hang(verb) }
    isQuick.store(answer.took < .microseconds(5), ordering: .relaxed)
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

  /// - Parameter isLater: the record of this call has not been tried.
  private func hang(_ verb: PluginVerb, isLater: Bool = false) -> StageFailure {
    StageFailure(
      .timeout, code: isLater ? "plugin.hung" : "plugin.hang", place: "\(description.id) \(verb)",
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
