/// The events of one fingerprint of one service, from the first to the outcome. Record: `homeostasis.incident/1`.
public struct Incident: Sendable, Hashable, Codable {
  /// Unique in the store; the host makes it, and it stays over all attempts.
  public var id: String
  /// The first event.
  public var parent: String
  /// When it was opened.
  public var at: Timestamp
  /// The service's name in the configuration.
  public var service: String
  /// The id of the language pack.
  public var language: String
  /// Same fingerprint, same trouble.
  public var fingerprint: String
  /// 1, 2, ...: which walk along the way this is.
  public var attempt: Int
  /// One line for a reader.
  public var title: String
  /// The exception's class.
  public var type: String?
  /// The innermost frame of the project.
  public var file: String?
  /// Its line, from 1.
  public var line: Int?
  /// Its function.
  public var symbol: String?
  /// Time of the first event.
  public var firstSeen: Timestamp
  /// Time of the newest event that was counted.
  public var lastSeen: Timestamp
  /// How many events, also those whose bodies were not kept.
  public var count: Int
  /// Frames of the root cause, innermost first.
  public var frames: [StackFrame]
  /// Ids of the samples that were kept.
  public var events: [String]

  /// Takes `file`, `line` and `symbol` from the first of the `frames` that is the project's.
  public init(
    id: String, parent: String, at: Timestamp, service: String, language: String, fingerprint: String, attempt: Int = 1,
    title: String, type: String? = nil, firstSeen: Timestamp, lastSeen: Timestamp, count: Int = 1,
    frames: [StackFrame] = [], events: [String] = []
  ) {
    self.id = id
    self.parent = parent
    self.at = at
    self.service = service
    self.language = language
    self.fingerprint = fingerprint
    self.attempt = attempt
    self.title = title
    self.type = type
    let innermost = frames.first(where: \.project)
    file = innermost?.file
    line = innermost?.line
    symbol = innermost?.symbol
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.count = count
    self.frames = frames
    self.events = events
  }
}
