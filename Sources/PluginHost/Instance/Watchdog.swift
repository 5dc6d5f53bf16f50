/// Does something after a time, unless it is cancelled before.
struct Watchdog: Sendable {
  private let entry: Deadlines.Entry

  /// `bark` runs on the thread of all deadlines, and must be short.
  init(after delay: Duration, _ bark: @escaping @Sendable () -> Void) {
    entry = Deadlines.shared.after(delay, bark)
  }

  func cancel() { Deadlines.shared.cancel(entry) }
}
