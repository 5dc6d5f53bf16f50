import Glibc
public import Healing

/// A point in time on two clocks: the time of day, which can be set, and one that only goes on.
public struct Moment: Sendable, Hashable {
  /// The time of day.
  public var time: Timestamp
  /// How long the machine has been up.
  public var uptime: Duration

  /// Makes a moment.
  public init(time: Timestamp, uptime: Duration) {
    self.time = time
    self.uptime = uptime
  }

  /// The present by the clocks of the machine.
  public static func now() -> Moment {
    Moment(time: Timestamp(nanoseconds: read(CLOCK_REALTIME)), uptime: .nanoseconds(read(CLOCK_MONOTONIC)))
  }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
