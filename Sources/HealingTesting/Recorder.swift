import Synchronization

/// What the scripted stages were asked, in order.
public final class Recorder: Sendable {
  private struct State {
    var calls: [String] = []
    var reaction: (@Sendable (String) -> Void)?
  }

  private let state = Mutex(State())

  /// Makes an empty recorder.
  public init() {}

  /// Everything so far.
  public var all: [String] { state.withLock { $0.calls } }

  /// How often `call` came.
  public func count(_ call: String) -> Int { all.count { $0 == call } }

  /// Does something whenever a stage is called, before it answers.
  public func onCall(_ reaction: @escaping @Sendable (String) -> Void) { state.withLock { $0.reaction = reaction } }

  func record(_ call: String) {
    let reaction = state.withLock { state in
      state.calls.append(call)
      return state.reaction
    }
    reaction?(call)
  }
}
