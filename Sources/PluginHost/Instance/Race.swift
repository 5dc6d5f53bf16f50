import Synchronization
import SystemCalls

/// One result from whichever comes first; the others are dropped.
final class Race<Result: Sendable>: Sendable {
  private enum State {
    case waiting
    case awaited(CheckedContinuation<Result?, Never>)
    case done(Result?)
    case taken
  }
  private let state = Mutex(State.waiting)
  /// What a waiting thread looks at without the mutex.
  private let isOver = Atomic(false)

  /// Ends the race. False when it was over already.
  @discardableResult
  func finish(_ result: Result?) -> Bool {
    let (won, continuation) = state.withLock { state -> (Bool, CheckedContinuation<Result?, Never>?) in
      switch state {
      case .waiting:
        state = .done(result)
        isOver.store(true, ordering: .releasing)
        return (true, nil)
      case .awaited(let continuation):
        state = .taken
        return (true, continuation)
      case .done, .taken:
        return (false, nil)
      }
    }
    continuation?.resume(returning: result)
    return won
  }

  /// Starts the contender and waits for the first result.
  /// - Parameter patience: how long the caller's thread stays awake for it before the task is suspended.
  func run(_ patience: Patience, _ start: (@escaping @Sendable (Result) -> Void) -> Void) async -> Result? {
    start { self.finish($0) }
    _ = patience.wait { isOver.load(ordering: .acquiring) }
    return await withCheckedContinuation { continuation in
      let early = state.withLock { state -> Result?? in
        if case .done(let result) = state {
          state = .taken
          return .some(result)
        }
        state = .awaited(continuation)
        return .none
      }
      if case .some(let result) = early { continuation.resume(returning: result) }
    }
  }
}
