/// Events of one stream with the place after the last of them; they are stored in one transaction.
public struct ObservedBatch: Sendable {
  /// In the order they were read; may be empty when only the place has moved.
  public var events: [Event]
  /// Nil: the place has not moved, and these events would be read again.
  public var cursor: Cursor?

  /// What a monitor hands over at once.
  public init(events: [Event], cursor: Cursor?) {
    self.events = events
    self.cursor = cursor
  }
}
