import Synchronization

/// Says to one call that it should end. Set once, from any thread; asked often.
public final class StopFlag: Sendable {
  private let stopped = Atomic(false)
  init() {}

  /// The call should end.
  public func set() { stopped.store(true, ordering: .relaxed) }
  /// Whether the call should end.
  public var isSet: Bool { stopped.load(ordering: .relaxed) }
}
