/// How much Homeostasis may do by itself. The defaults are meant for a first installation.
public struct Limits: Sendable, Hashable {
  /// Rollouts under way at the same time, for one service and on the host.
  public var rolloutsAtOnce = Quota(service: 1, host: 2)
  /// Patches put into service in a day (of UTC).
  public var patchesPerDay = Quota(service: 3, host: 10)
  /// The pause after a failed attempt.
  public var backoff = Backoff()
  /// So many rollbacks of a service in `rollbackWindow` open the breaker: no rollout until the window has passed.
  public var rollbacks = 2
  /// How long a rollback counts.
  public var rollbackWindow: Duration = .seconds(6 * 3600)
  /// So many failed attempts within `quarantineWindow` and the incident is not tried again until something changes.
  public var attempts = 3
  /// How long a failed attempt counts.
  public var quarantineWindow: Duration = .seconds(24 * 3600)
  /// So many heals of one fingerprint within `healWindow`; the next one needs a person.
  public var heals = 2
  /// How long a heal counts.
  public var healWindow: Duration = .seconds(7 * 24 * 3600)
  /// So many services failing within `dependencyWindow` have a cause that no patch of theirs removes.
  public var failingServices = 3
  /// How long a failing service counts.
  public var dependencyWindow: Duration = .seconds(60)
  /// How long an approval is good for.
  public var approvalLifetime: Duration = .seconds(30 * 60)

  /// The defaults.
  public init() {}
}
