/// How much Homeostasis may do by itself.
public struct Limits: Sendable, Hashable {
  /// A number for one service and one for the whole host.
  public struct Scope: Sendable, Hashable {
    /// For each service.
    public var service: Int
    /// For all services together.
    public var host: Int

    /// Both numbers.
    public init(service: Int, host: Int) {
      self.service = service
      self.host = host
    }
  }

  /// The waits between attempts: each is twice the one before.
  public struct Backoff: Sendable, Hashable {
    /// The wait after the first failed attempt.
    public var first: Duration
    /// No wait is longer.
    public var longest: Duration

    /// Both ends.
    public init(first: Duration, longest: Duration) {
      self.first = first
      self.longest = longest
    }
  }

  /// A count within a time.
  public struct Rate: Sendable, Hashable {
    /// How many.
    public var count: Int
    /// Within which time.
    public var within: Duration

    /// A count within a time.
    public init(count: Int, within: Duration) {
      self.count = count
      self.within = within
    }
  }

  /// Rollouts under way at the same time.
  public var rolloutsAtOnce: Scope
  /// Patches put into service on one day.
  public var patchesPerDay: Scope
  /// The waits between attempts at one incident.
  public var backoff: Backoff
  /// So many rollbacks of one service, and it gets no patch until the time has passed.
  public var rollbacksBeforeBreaker: Rate
  /// So many failed attempts at one incident, and it is not tried again until its source changes.
  public var attemptsBeforeQuarantine: Rate
  /// So many services failing together are one trouble outside of them: nothing is patched.
  public var failingTogether: Rate
  /// So many heals of one fingerprint show that patching does not cure it: a bug is left to people.
  public var healsBeforeBug: Rate
  /// How long a person's approval of a patch is valid.
  public var approvalExpires: Duration
}
