/// An event with what the intake read out of it: to which trouble it belongs and where that trouble shows.
public struct ClassifiedEvent: Sendable, Hashable, Codable {
  /// The observation.
  public var event: Event
  /// The id of the service's language pack.
  public var language: String
  /// Same fingerprint, same trouble.
  public var fingerprint: String
  /// One line for a reader.
  public var title: String
  /// The class of the root cause.
  public var exceptionType: String?
  /// Frames of the root cause, innermost first.
  public var frames: [StackFrame]
  /// The chain of exceptions, root cause first; empty where there was no trace.
  public var exceptions: [ThrownException]

  /// Makes a classified event; what is left out is not known.
  public init(
    event: Event, language: String = "", fingerprint: String, title: String, exceptionType: String? = nil,
    frames: [StackFrame] = [], exceptions: [ThrownException] = []
  ) {
    self.event = event
    self.language = language
    self.fingerprint = fingerprint
    self.title = title
    self.exceptionType = exceptionType
    self.frames = frames
    self.exceptions = exceptions
  }
}
