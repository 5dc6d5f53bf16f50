import Synchronization

/// Lets signs of life through at a pace that a reader can follow: a plugin may give one for every file that it reads.
final class SignPace: Sendable {
  private struct Last {
    var work = ""
    var at: ContinuousClock.Instant?
  }
  private let last = Mutex(Last())
  private static let pause: Duration = .milliseconds(100)

  /// Whether a sign of this work is shown. The first of a work always is.
  func admits(_ work: String, at now: ContinuousClock.Instant = .now) -> Bool {
    last.withLock { last in
      if last.work == work, let at = last.at, now - at < Self.pause { return false }
      last = Last(work: work, at: now)
      return true
    }
  }
}
