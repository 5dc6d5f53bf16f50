import Glibc
import Healing

/// `homeostasis.clock/1`
struct HostClock: ClockService {
  private let time: any TimeSource

  init(_ time: any TimeSource) { self.time = time }

  func now(_ request: ClockNow) -> ClockTime {
    var monotonic = timespec()
    clock_gettime(CLOCK_MONOTONIC, &monotonic)
    return ClockTime(
      unixNs: time.now().nanoseconds, monotonicNs: Int64(monotonic.tv_sec) * 1_000_000_000 + Int64(monotonic.tv_nsec))
  }
}
