import CHomeostasisPlugin
import Glibc
public import Healing
public import PluginBridge
import Synchronization
import SystemCalls

/// A plugin instance in a process of its own. When the process dies the call that was under way throws `crashed`, and the
/// stage decides about repeating it. A new process is created with the same settings and started as the last one was: at
/// once, and when that dies too before it has worked, after a pause that grows to two seconds.
public final class RunnerInstance: PluginInstance {
  /// As the first process gave it; later ones load the same copy.
  public let description: PluginDescription
  private let setup: Setup
  private let worker: WorkerThread
  private let life: Mutex<RunnerProcess?>
  private let habit = Mutex(Habit())

  /// What is known over all lives; touched on the instance's thread.
  private struct Habit {
    var pace = RestartPace()
    /// How it was started; nil: not, or drained since.
    var start: PluginCall?
    /// Whether the living process was started.
    var isStarted = false
  }

  private struct Setup: Sendable {
    let runner: String
    let library: String
    let id: String
    let settings: String
    let grants: Grants
    let log: PluginCaller.Log
    /// A stage until its description says otherwise.
    var role = RunnerRole.stage
  }

  /// Starts the runner at the path `runner`, loads the plugin there and creates the instance.
  /// - Parameter grants: what its process may do by itself.
  public init(
    _ id: String, library: StagedLibrary, settings: String, runner: String, grants: Grants = Grants(),
    log: @escaping PluginCaller.Log
  ) async throws(StageFailure) {
    var setup = Setup(runner: runner, library: library.path, id: id, settings: settings, grants: grants, log: log)
    let worker = WorkerThread(name: "run \(id.split(separator: ".").last ?? "plugin")")
    let born = await worker.run { [setup] in Self.birth(setup) }
    let (process, description) = try born.get()
    setup.role = RunnerRole(description.kind, setup.grants)
    self.setup = setup
    self.worker = worker
    self.description = description
    life = Mutex(process)
  }

  /// A process in which the instance is created.
  private static func birth(_ setup: Setup) -> Result<(RunnerProcess, PluginDescription), StageFailure> {
    Result { () throws(StageFailure) in
      let process = try RunnerProcess(
        runner: setup.runner, library: setup.library, id: setup.id, role: setup.role, grants: setup.grants,
        log: setup.log)
      let watchdog = Watchdog(after: .seconds(10)) { process.kill() }
      defer { watchdog.cancel() }
      do throws(StageFailure) {
        let description = try process.describe()
        if RunnerRole(description.kind, setup.grants) != setup.role {
          // A confinement cannot be loosened: what turns out to be a monitor begins again as one.
          process.kill()
          _ = process.wait()
          var other = setup
          other.role = RunnerRole(description.kind, setup.grants)
          return try Self.birth(other).get()
        }
        var call = PluginCall(id: "create", timeout: .seconds(10))
        call.settings = setup.settings
        _ = try process.perform(.create, nil, call).checked(description, .create)
        return (process, description)
      } catch {
        process.kill()
        let ending = process.wait()
        throw StageFailure(
          error.kind, code: error.code, place: error.place.isEmpty ? setup.id : error.place,
          message: error.kind == .crashed ? "\(error.message) (\(ending)) before it was ready" : error.message)
      }
    }
  }

  /// Waits on the instance's thread behind earlier calls. The process is killed five seconds after the call's time is
  /// up.
  /// - Throws: `plugin.hang` then, `crashed` when the process died; the next call finds a new one.
  public func perform(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) async throws(StageFailure) -> PluginAnswer {
    let result = await withTaskCancellationHandler {
      await worker.run { self.performOnThread(verb, input, call) }
    } onCancel: {
      call.stop.set()
      life.withLock { $0 }?.stop()
    }
    return try result.get().checked(description, verb)
  }

  private func performOnThread(
    _ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall
  ) -> Result<PluginAnswer, StageFailure> {
    Result { () throws(StageFailure) in
      let process = try alive(call)
      try startAgain(process, verb)
      let overdue = StopFlag()
      let polite = call.timeout.map { Watchdog(after: $0) { process.stop() } }
      let final = call.timeout.map { timeout in
        Watchdog(after: timeout + HostedInstance.grace) {
          overdue.set()
          process.kill()
        }
      }
      defer {
        polite?.cancel()
        final?.cancel()
      }
      do throws(StageFailure) {
        let start = ContinuousClock.now
        var answer = try process.perform(verb, input, verb == .poll ? noting(call) : call)
        answer.took = ContinuousClock.now - start
        if answer.status == HS_POISONED { throw Self.poisoned(answer) }
        remember(verb, call, answer)
        return answer
      } catch {
        polite?.cancel()
        final?.cancel()
        throw replace(process, after: error, overdue: overdue.isSet, verb)
      }
    }
  }

  /// The living process; a new one when the last was not replaced at once.
  private func alive(_ call: PluginCall) throws(StageFailure) -> RunnerProcess {
    if let process = life.withLock({ $0 }) { return process }
    try waitForTurn(call)
    let process: RunnerProcess
    do throws(StageFailure) { process = try Self.birth(setup).get().0 } catch {
      habit.withLock { $0.pace.died() }
      throw error
    }
    life.withLock { $0 = process }
    return process
  }

  /// Waits until the process may be started again, as long as the call has time for that.
  private func waitForTurn(_ call: PluginCall) throws(StageFailure) {
    let (left, count) = habit.withLock { ($0.pace.left(), $0.pace.count) }
    if left <= .zero { return }
    if let timeout = call.timeout, timeout < left {
      throw StageFailure(
        .busy, code: "plugin.restarting", place: description.id,
        message: "its process died \(count) times in a row and is started again in \(left)")
    }
    let due = ContinuousClock.now + left
    while ContinuousClock.now < due {
      if call.stop.isSet {
        throw StageFailure(.cancelled, code: "plugin.restarting", place: description.id, message: "told to stop")
      }
      // A flag cannot be waited for; a process that keeps dying is rare enough to look at it.
      usleep(5000)
    }
  }

  /// A new process is started as the one before it was, before it is given a record.
  private func startAgain(_ process: RunnerProcess, _ verb: PluginVerb) throws(StageFailure) {
    guard verb.isWork, let start = habit.withLock({ $0.isStarted ? nil : $0.start }) else { return }
    let watchdog = Watchdog(after: (start.timeout ?? .seconds(10)) + HostedInstance.grace) { process.kill() }
    defer { watchdog.cancel() }
    do throws(StageFailure) {
      _ = try process.perform(.start, nil, start.again()).checked(description, .start)
      habit.withLock { $0.isStarted = true }
    } catch {
      if error.kind == .crashed { throw replace(process, after: error, overdue: false, .start) }
      throw error
    }
  }

  /// Only `destroy` may follow: its process goes, as if it had died.
  private static func poisoned(_ answer: PluginAnswer) -> StageFailure {
    StageFailure(
      .crashed, code: "plugin.poisoned", place: "",
      message: "it says that it is broken: \(answer.complaints.first?.failure.message ?? "without saying why")")
  }

  /// What a monitor has handed over is stored: it has worked, even when it dies of the next.
  private func noting(_ call: PluginCall) -> PluginCall {
    var noting = call
    noting.emit = { batch, durable in
      let answer = call.emit(batch, durable)
      if answer == .taken { self.habit.withLock { $0.pace.worked() } }
      return answer
    }
    return noting
  }

  private func remember(_ verb: PluginVerb, _ call: PluginCall, _ answer: PluginAnswer) {
    habit.withLock { habit in
      switch verb {
      case .start where answer.status == HS_OK:
        habit.start = call
        habit.isStarted = true
      case .drain:
        habit.start = nil
        habit.isStarted = false
      case _ where verb.isWork || verb == .poll: habit.pace.worked()
      default: break
      }
    }
  }

  /// Starts a new process in place of a dead one, and says how the dead one ended.
  private func replace(
    _ process: RunnerProcess, after error: StageFailure, overdue: Bool, _ verb: PluginVerb
  ) -> StageFailure {
    process.kill()
    let ending = process.wait()
    life.withLock { $0 = nil }
    let left = habit.withLock { habit in
      habit.isStarted = false
      habit.pace.died()
      return habit.pace.left()
    }
    // Where this fails the next call tries again and says why.
    if left <= .zero, let next = try? Self.birth(setup).get().0 { life.withLock { $0 = next } }
    return StageFailure(
      overdue ? .timeout : .crashed, code: overdue ? "plugin.hang" : error.code, place: "\(description.id) \(verb)",
      message: overdue ? "did not stop when it was told to; its process was ended" : "\(error.message) (\(ending))")
  }

  /// Drains and destroys it, within five seconds, and ends the process.
  public func retire() async {
    _ = await worker.run {
      guard let process = self.life.withLock({ $0 }) else { return true }
      self.life.withLock { $0 = nil }
      let watchdog = Watchdog(after: .seconds(5)) { process.kill() }
      defer { watchdog.cancel() }
      // It ends either way; what it says to being drained changes nothing any more.
      _ = try? process.perform(.drain, nil, PluginCall(id: "drain", timeout: .seconds(4)))
      _ = try? process.perform(.destroy, nil, PluginCall(id: "destroy", timeout: .seconds(4)))
      process.kill()
      _ = process.wait()
      return true
    }
  }
}
