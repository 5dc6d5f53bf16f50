public import Healing

/// Events of one stream with the place behind them.
public struct TailBatch: Sendable, Hashable {
  /// The path that is tailed, whatever file stands there.
  public var stream: String
  /// What happened.
  public var events: [Event]
  /// Opaque; given to ``LogTail/resume(_:)`` after a restart. Nothing in front of it is lost or told again.
  public var cursor: [UInt8]
}
