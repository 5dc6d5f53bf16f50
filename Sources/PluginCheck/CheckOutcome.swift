/// What one check found.
public struct CheckOutcome: Sendable, Hashable, Codable {
  /// How a check ends.
  public enum Result: String, Sendable, Hashable, Codable, CaseIterable {
    /// The rule is kept.
    case passed
    /// The rule is broken.
    case failed
    /// The plugin ended the process of the check.
    case crashed
    /// The rule does not concern this plugin, or cannot be looked at because of what another check found.
    case skipped
    /// Allowed, but likely to trouble somebody.
    case warning
  }

  /// The name of the check, which is also that of its page: `kept-pointers`.
  public var name: String
  /// How it ended.
  public var result: Result
  /// What was seen, in one line.
  public var detail: String
  /// How long it took.
  public var seconds: Double

  /// Whether the plugin has to be mended.
  public var isDefect: Bool { result == .failed || result == .crashed }
}
