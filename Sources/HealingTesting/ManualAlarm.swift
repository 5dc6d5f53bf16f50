public import Healing
public import Orchestration
import Synchronization

/// A clock that stands until a test moves it.
public final class ManualAlarm: Alarm {
  private struct Sleeper {
    let due: Timestamp
    let task: CheckedContinuation<Void, Never>
  }

  private struct State {
    var now: Timestamp
    var last = 0
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
    var planned: (count: Int, duration: Duration)?
  }

  private let state: Mutex<State>

  /// Makes a clock that stands at noon of some day.
  public init() { state = Mutex(State(now: Timestamp(nanoseconds: 20_000 * 86_400_000_000_000 + 43_200_000_000_000))) }

  /// The time to which the test moved it.
  public func now() -> Timestamp { state.withLock { $0.now } }

  /// Moves it on, and wakes whose time has come.
  public func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now + duration
      let due = state.sleepers.filter { $0.value.due <= state.now }
      for number in due.keys { state.sleepers[number] = nil }
      return due.values
    }
    for sleeper in due { sleeper.task.resume() }
  }

  /// Moves it on as soon as so many tasks wait for it.
  public func advanceOnceAsleep(_ count: Int, by duration: Duration) {
    let isNow = state.withLock { state in
      state.planned = (count, duration)
      return state.sleepers.count >= count
    }
    if isNow { advanceAsPlanned() }
  }

  private func advanceAsPlanned() {
    let plan = state.withLock { state -> Duration? in
      guard let planned = state.planned, state.sleepers.count >= planned.count else { return nil }
      state.planned = nil
      return planned.duration
    }
    if let plan { advance(by: plan) }
  }

  /// Returns when the test has moved the clock there, or when the task is cancelled.
  public func wait(until time: Timestamp) async {
    let number = state.withLock { state in
      state.last += 1
      return state.last
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { task in
        let passed = state.withLock { state in
          if time <= state.now || state.cancelled.remove(number) != nil { return true }
          state.sleepers[number] = Sleeper(due: time, task: task)
          return false
        }
        if passed { task.resume() } else { advanceAsPlanned() }
      }
    } onCancel: {
      state.withLock { state in
        if state.sleepers[number] == nil { state.cancelled.insert(number) }
        return state.sleepers.removeValue(forKey: number)
      }?.task.resume()
    }
  }

  /// The same, from now on.
  public func wait(for duration: Duration) async { await wait(until: now() + duration) }
}
