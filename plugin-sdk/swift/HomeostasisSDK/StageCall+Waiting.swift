import Glibc
import Healing

extension StageCall {
  /// Monitors that look from time to time: waits until `time`. False when the call has to return before, because its
  /// deadline is near or it is stopped; it is called again then.
  public func wait(until time: ContinuousClock.Instant) -> Bool {
    while !isStopped {
      let left = time - ContinuousClock.now
      if left <= .zero { return true }
      let mayWait = (timeLeft ?? .seconds(1)) - .milliseconds(50)
      if mayWait <= .zero { return false }
      usleep(UInt32(min(left, mayWait, .milliseconds(100)) / .microseconds(1)))
    }
    return false
  }
}
