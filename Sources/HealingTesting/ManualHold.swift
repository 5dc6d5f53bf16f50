public import Orchestration
import Synchronization

/// A kill switch under a test's hand.
public final class ManualHold: HoldSwitch {
  private struct State {
    var reason: String?
    var tasks: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Makes a switch that holds nothing.
  public init() {}

  /// What it says now.
  public var reason: String? { state.withLock { $0.reason } }

  /// Turns it on.
  public func hold(_ reason: String) { state.withLock { $0.reason = reason } }

  /// Turns it off.
  public func release() {
    let tasks = state.withLock { state in
      defer { state = State() }
      return state.tasks
    }
    for task in tasks { task.resume() }
  }

  /// Returns once it is off.
  public func released() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { task in
        let free = state.withLock { state in
          if state.reason == nil || Task.isCancelled { return true }
          state.tasks.append(task)
          return false
        }
        if free { task.resume() }
      }
    } onCancel: {
      let tasks = state.withLock { state in
        defer { state.tasks = [] }
        return state.tasks
      }
      for task in tasks { task.resume() }
    }
  }
}
