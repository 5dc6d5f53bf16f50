public import TraceGrammar

/// What the intake must know of a service to read its events.
public struct ServiceProfile: Sendable {
  /// The id of the language pack.
  public var language: String
  /// The trace grammars of the pack; none: any event is told by its message.
  public var grammars: [TraceGrammar]
  /// Tells its own frames; nil: no frame is its own.
  public var frames: ProjectFrames?

  /// Makes a profile.
  public init(language: String, grammars: [TraceGrammar], frames: ProjectFrames?) {
    self.language = language
    self.grammars = grammars
    self.frames = frames
  }
}
