public import Healing
public import Policy

/// What the ledger knows that limits look at.
public struct History: Sendable, Hashable {
  /// When patches of the incident were promoted.
  public var heals: [Timestamp]
  /// When patches of its service were taken back.
  public var rollbacks: [Timestamp]
  /// Patches put into service on this day of UTC, of its service and of all.
  public var patchesToday: Quota

  /// Makes a history.
  public init(heals: [Timestamp] = [], rollbacks: [Timestamp] = [], patchesToday: Quota = Quota(service: 0, host: 0)) {
    self.heals = heals
    self.rollbacks = rollbacks
    self.patchesToday = patchesToday
  }
}
