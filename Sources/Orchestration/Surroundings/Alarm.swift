public import Healing

/// The clock, with the means to wait for it; a test moves one by hand.
public protocol Alarm: TimeSource {
  /// Returns at the time of day, also when it is reached by a jump of the clock, or when the task is cancelled.
  func wait(until time: Timestamp) async
  /// Returns after the duration, whatever happens to the time of day, or when the task is cancelled.
  func wait(for duration: Duration) async
}
