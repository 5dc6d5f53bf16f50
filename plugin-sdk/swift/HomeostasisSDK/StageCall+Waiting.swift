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
      // A stop is noticed this late; to look more often would wake an idle host for nothing.
      usleep(UInt32(min(left, mayWait, .milliseconds(80)) / .microseconds(1)))
    }
    return false
  }
}
