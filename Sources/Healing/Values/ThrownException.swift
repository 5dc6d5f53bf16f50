/// One exception of a chain, with its frames innermost first.
public struct ThrownException: Sendable, Hashable, Codable {
  /// The class, as the language writes it.
  public var type: String
  /// What it says; may span lines.
  public var message: String
  /// Innermost first.
  public var frames: [StackFrame]

  /// One link of a chain.
  public init(type: String, message: String, frames: [StackFrame]) {
    self.type = type
    self.message = message
    self.frames = frames
  }
}
