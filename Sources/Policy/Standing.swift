public import Healing

/// What the policy must know of a service and an incident before it can answer.
public struct Standing: Sendable, Hashable {
  /// The service.
  public var service: String
  /// Of the service.
  public var mode: Mode
  /// Why everything is held; nil: nothing is.
  public var hold: String?
  /// When earlier attempts of the incident failed, since it was healed or its source changed.
  public var setbacks: [Timestamp] = []
  /// When patches of the incident were promoted.
  public var heals: [Timestamp] = []
  /// When patches of the service were taken back.
  public var rollbacks: [Timestamp] = []
  /// Patches put into service today.
  public var patchesToday = Quota(service: 0, host: 0)
  /// Rollouts under way, without the one that is asked about.
  public var rolloutsUnderWay = Quota(service: 0, host: 0)
  /// When each service failed last, with this one.
  public var failing: [String: Timestamp] = [:]

  /// Makes a standing in which nothing has happened yet.
  public init(service: String, mode: Mode) {
    self.service = service
    self.mode = mode
  }
}
