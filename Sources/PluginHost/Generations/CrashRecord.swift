public import Healing

/// The crashes of one library with one configuration, and what follows from them.
public struct CrashRecord: Sendable, Hashable, Codable {
  /// What crashed: the same bytes with the same settings on the same ABI.
  public struct Key: Sendable, Hashable, Codable {
    /// SHA-256 of the library.
    public var hash: String
    /// SHA-256 of the settings' JSON.
    public var settings: String
    /// The host's, such as `1.0`.
    public var abi: String
  }

  /// What crashed.
  public var key: Key
  /// Whose it is.
  public var plugin: String
  /// When, at most as far back as crashes count.
  public var times: [Timestamp]
  /// Not tried again before it is released; nil: it is.
  public var quarantinedAt: Timestamp?
  /// It took the host down: it runs in a process of its own, wherever the configuration wants it.
  public var mustHaveOwnProcess = false
  /// How it crashed the last time.
  public var reason: String

  /// Adds a crash; true: that is one too many.
  mutating func crashed(_ reason: String, at time: Timestamp, _ rules: ProbationRules) -> Bool {
    times = times.filter { time - $0 < rules.crashWindow } + [time]
    self.reason = reason
    if quarantinedAt == nil && times.count >= rules.crashes { quarantinedAt = time }
    return quarantinedAt != nil
  }
}
