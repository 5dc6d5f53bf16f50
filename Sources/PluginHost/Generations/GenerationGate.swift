import Synchronization

/// Calls pass while it is open and wait while it is closed; whoever closes it waits until those inside are out.
final class GenerationGate: Sendable {
  private enum Door {
    /// Calls pass.
    case open
    /// Calls wait.
    case closed
    /// Calls are turned away, for ever.
    case shut
  }

  private struct State {
    var door = Door.open
    var inside = 0
    var waiting: [CheckedContinuation<Bool, Never>] = []
    var closer: CheckedContinuation<Bool, Never>?
    /// Number of the last closing.
    var closing = 0
  }
  private let state = Mutex(State())

  /// Waits while the gate is closed. False: it is shut, and nobody is inside by this call.
  func enter() async -> Bool {
    if let answer = state.withLock({ Self.pass(&$0) }) { return answer }
    return await withCheckedContinuation { continuation in
      let answer = state.withLock { state -> Bool? in
        if let answer = Self.pass(&state) { return answer }
        state.waiting.append(continuation)
        return nil
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  private static func pass(_ state: inout State) -> Bool? {
    switch state.door {
    case .open:
      state.inside += 1
      return true
    case .closed: return nil
    case .shut: return false
    }
  }

  /// Goes with each ``enter()`` that was true.
  func leave() {
    let closer = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      state.inside -= 1
      guard state.inside == 0 else { return nil }
      defer { state.closer = nil }
      return state.closer
    }
    closer?.resume(returning: true)
  }

  /// Closes the gate and waits until everybody is out. False: somebody was still inside after `limit`; the gate stays
  /// closed all the same. One at a time may close it.
  func close(within limit: Duration) async -> Bool {
    await withCheckedContinuation { continuation in
      let closing = state.withLock { state -> Int? in
        if state.door == .open { state.door = .closed }
        if state.inside == 0 { return nil }
        state.closer = continuation
        state.closing += 1
        return state.closing
      }
      guard let closing else { return continuation.resume(returning: true) }
      Task {
        // Nobody cancels it; what comes late finds another closing.
        try? await Task.sleep(for: limit)
        self.giveUp(closing)
      }
    }
  }

  private func giveUp(_ closing: Int) {
    let closer = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      guard state.closing == closing else { return nil }
      defer { state.closer = nil }
      return state.closer
    }
    closer?.resume(returning: false)
  }

  /// Lets everybody in who waits, in the order in which they came.
  func open() {
    let waiting = state.withLock { state -> [CheckedContinuation<Bool, Never>] in
      guard state.door == .closed else { return [] }
      state.door = .open
      state.inside += state.waiting.count
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: true) }
  }

  /// Turns away all who wait and all who come; those inside go on.
  func shut() {
    let waiting = state.withLock { state in
      state.door = .shut
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: false) }
  }
}
