import Glibc
public import Healing

/// The clock of the machine.
public struct SystemAlarm: Alarm {
  /// A jump of the time of day is noticed this late.
  private static let pace: Duration = .seconds(1)

  /// Makes the clock.
  public init() {}

  /// The time of day.
  public func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// Waits in steps, since the time of day may be set.
  public func wait(until time: Timestamp) async {
    while !Task.isCancelled {
      let left = time - now()
      guard left > .zero else { return }
      await wait(for: min(left, Self.pace))
    }
  }

  /// Waits on the clock that nobody sets.
  public func wait(for duration: Duration) async {
    try? await Task.sleep(for: duration, clock: .continuous)  // Throws only when cancelled, and then returns.
  }
}
