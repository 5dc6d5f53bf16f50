/// Events of one stream with the place after the last of them; they are stored in one transaction.
public struct ObservedBatch: Sendable {
  public var events: [Event]
  public var cursor: Cursor?

  public init(events: [Event], cursor: Cursor?) {
    self.events = events
    self.cursor = cursor
  }
}
