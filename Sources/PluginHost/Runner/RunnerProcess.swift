import CHomeostasisPlugin
import Glibc
import Healing
import PluginBridge
import Synchronization
import SystemCalls

/// One life of a runner: the process, its channel and the memory it shares. Used by the instance's own thread, which spawned it.
final class RunnerProcess: @unchecked Sendable {
  // Sendable: `signal` and `stop` may come from any thread; everything else from the instance's thread.
  private let child: ChildProcess
  private let channel: RunnerChannel
  private let memory: SharedMemory
  private var description: PluginDescription?
  private let calls = Atomic<UInt64>(0)
  private let isReaped = Atomic(false)
  private let log: PluginCaller.Log
  /// How long the host looks for an answer before it sleeps. Not long: on a machine with few processors the runner may
  /// be waiting for this very one.
  private static let patience = Patience(.microseconds(10))

  /// Starts `runner` and lets it load the plugin. The runner dies with the calling thread.
  init(
    runner: String, library: String, id: String, role: RunnerRole = .stage, grants: Grants = Grants(),
    log: @escaping PluginCaller.Log
  ) throws(StageFailure) {
    self.log = log
    do throws(SystemError) {
      let (mine, theirs) = try UnixSocket.pair()
      memory = try SharedMemory()
      var environment = ["PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8"]
      var program = runner
      if PythonPlugin.isOne(library) {
        program = try PythonPlugin.runner(beside: runner)
        environment["HOMEOSTASIS_CONFINEMENT"] = try PythonPlugin.confinement(beside: runner)
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
      }
      var request = SpawnRequest(program, [], environment: environment)
      request.files = [3: theirs, 4: memory.file]
      // What the plugin writes by mistake must not get into the host's own output.
      request.files[2] = try OwnedFile(opening: "/proc/self/fd/2", O_WRONLY | O_APPEND)
      request.deathSignal = SIGKILL
      request.limits = RunnerRole.limits
      child = try request.spawn()
      channel = RunnerChannel(mine, memory, .host)
    } catch {
      throw StageFailure(
        .failed, code: "runner.start", place: id, message: "the plugin's process cannot be started: \(error)")
    }
    try send(.load(library: library, id: id, role, RunnerRules(grants, beside: runner)))
  }

  /// Nobody is left to wait for it: it must neither go on nor stay a zombie.
  deinit {
    if isReaped.load(ordering: .acquiring) { return }
    kill()
    _ = wait()
  }

  /// The description that the plugin gives of itself: the first thing it says.
  func describe() throws(StageFailure) -> PluginDescription {
    switch try next() {
    case .ready(let text):
      do {
        let said: PluginDescription = try JSON.decode(from: text)
        description = said
        return said
      } catch {
        throw garbage("\(error)")
      }
    case .refused(let reason): throw StageFailure(.invalid, code: "plugin.refused", place: "", message: reason)
    default: throw garbage("it does not begin with its description")
    }
  }

  /// Makes one call and serves what the plugin asks for meanwhile. Throws `crashed` when the process is gone.
  func perform(_ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall) throws(StageFailure) -> PluginAnswer {
    let sequence = calls.add(1, ordering: .relaxed).newValue
    if call.stop.isSet { memory.stop(sequence) }
    try send(.call(verb: verb.rawValue, RunnerCall(call, sequence: sequence, input: input)))
    while true {
      switch try next() {
      case .done(let answer): return answer
      case .emit(let batch, let durable):
        try send(.answer(take(batch, durable, call, isSaving: verb == .save).status))
      case .service(let id, let method, let request):
        try send(.answering { () throws(StageFailure) in try call.services.call(id, method, request) })
      default: throw garbage("a frame that has no place in a call")
      }
    }
  }

  /// What the plugin emits is checked here and not in its process, which may say anything.
  private func take(
    _ batch: RecordBatch, _ durable: Bool, _ call: PluginCall, isSaving: Bool
  ) -> EmitAnswer {
    do throws(BridgeFailure) {
      try description?.admit(batch, isSaving: isSaving)
    } catch {
      log(HS_LOG_ERROR, "a batch was refused", ["plugin": description?.id ?? "", "reason": error.description])
      return .invalid
    }
    return call.emit(batch, durable)
  }

  /// Asks the call that is under way to stop.
  func stop() { memory.stop(calls.load(ordering: .relaxed)) }

  /// Ends the process.
  func kill() { child.signalGroup(SIGKILL) }

  /// How the process ended, once it has.
  func wait() -> String {
    isReaped.store(true, ordering: .releasing)
    // It is this process's own child and is waited for once: there is no other way for this to fail.
    guard let ending = try? child.wait() else { return "unknown" }
    return ending.signal.map { "signal \($0)" } ?? "exit status \(ending.code ?? 0)"
  }

  private func next() throws(StageFailure) -> Frame {
    let frame: Frame?
    do throws(BridgeFailure) {
      frame = try channel.receive(Self.patience) { aside in
        guard case .log(let level, let text, let fields) = aside else { return }
        // Fields that are not JSON are the plugin's mistake; its text is kept.
        log(level, text, (try? JSON.decode([String: String].self, from: fields)) ?? [:])
      }
    } catch {
      throw garbage(error.description)
    }
    guard let frame else {
      throw StageFailure(.crashed, code: "runner.crashed", place: "", message: "the plugin's process died")
    }
    return frame
  }

  private func send(_ frame: Frame) throws(StageFailure) {
    do throws(SystemError) { try channel.send(frame) } catch {
      throw StageFailure(.crashed, code: "runner.crashed", place: "", message: "the plugin's process died: \(error)")
    }
  }

  private func garbage(_ what: String) -> StageFailure {
    StageFailure(.crashed, code: "runner.garbage", place: "", message: "the plugin's process sent garbage: \(what)")
  }
}
