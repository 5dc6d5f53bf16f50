import CSystemCalls
import Glibc

/// How long a thread looks again and again before it goes to sleep. To be woken takes some 10 us and costs the waker a
/// system call, so that between calls that follow each other it is better to stay awake for a moment.
public struct Patience: Sendable {
  private let nanoseconds: Int64

  /// For so long; on a machine with one processor nothing could change meanwhile, and it is none.
  public init(_ time: Duration) {
    nanoseconds = sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 ? time.components.attoseconds / 1_000_000_000 : 0
  }

  /// None: to sleep at once.
  public static let none = Patience(.zero)

  /// Looks until `isReady` or the time is up. Returns whether it became ready.
  @inlinable
  public func wait(until isReady: () -> Bool) -> Bool {
    if isReady() { return true }
    let end = limit()
    while true {
      for _ in 0..<32 {
        if isReady() { return true }
        pause()
      }
      if isOver(end) { return false }
    }
  }

  @usableFromInline func limit() -> Int64 { nanoseconds == 0 ? 0 : Self.monotonic() + nanoseconds }
  @usableFromInline func isOver(_ end: Int64) -> Bool { end == 0 || Self.monotonic() >= end }
  @usableFromInline func pause() { sc_pause() }

  private static func monotonic() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
  }
}
