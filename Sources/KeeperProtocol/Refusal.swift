/// Why the keeper would not do what it was asked.
public struct Refusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of reasons.
  public enum Code: String, Sendable, Hashable {
    /// The listening address cannot be had.
    case address
    /// The generation did not become healthy, or is not.
    case unhealthy
    /// There is no such generation.
    case absent
    /// It gets the traffic, or something is in the way that passes by itself.
    case busy
    /// The keeper does not own what it would have to act on.
    case held
    /// The request makes no sense.
    case invalid
    /// The keeper was just started and knows no service yet: it is to be configured first.
    case unconfigured
    /// A system call failed.
    case failed
  }

  /// What kind of reason.
  public let code: Code
  /// What is wrong and what to do.
  public let message: String

  /// A refusal.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
