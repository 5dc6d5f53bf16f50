/// Asks for the time.
public struct ClockNow: Sendable, Hashable, Codable {
  /// It has no members.
  public init() {}
}
