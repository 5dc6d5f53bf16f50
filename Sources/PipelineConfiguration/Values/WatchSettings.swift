/// How a rollout is watched after the switch.
public struct WatchSettings: Sendable, Hashable {
  /// The longest wait for a verdict; a patch that is shown to have healed is promoted earlier.
  public var longest: Duration
  /// Who takes a bad patch back.
  public var rollback: RollbackMode

  /// Settings of your own; without any, those of a pipeline that says nothing.
  public init(longest: Duration = .seconds(3600), rollback: RollbackMode = .automatic) {
    self.longest = longest
    self.rollback = rollback
  }
}
