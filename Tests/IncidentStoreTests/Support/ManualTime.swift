import Healing
import Synchronization

/// A clock that the test moves by hand.
final class ManualTime: TimeSource {
  private let time = Mutex(Timestamp(nanoseconds: 1_800_000_000_000_000_000))

  func now() -> Timestamp { time.withLock { $0 } }

  func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }
}
