/// Where a monitor stopped reading one of its streams. Record: `homeostasis.cursor/1`.
public struct Cursor: Sendable, Hashable, Codable {
  /// The plugin instance that reads, for instance `web/log`.
  public var monitor: String
  /// Which of the monitor's sources.
  public var stream: String
  /// Opaque to the host, at most 64 KiB.
  public var position: [UInt8]
  /// When it was stored.
  public var at: Timestamp

  /// Made by the host, from the batch that carried the position.
  public init(monitor: String, stream: String, position: [UInt8], at: Timestamp) {
    self.monitor = monitor
    self.stream = stream
    self.position = position
    self.at = at
  }
}
