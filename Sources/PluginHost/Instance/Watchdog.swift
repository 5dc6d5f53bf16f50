/// Does something after a time, unless it is cancelled before.
struct Watchdog: Sendable {
  private let task: Task<Void, Never>

  init(after delay: Duration, _ bark: @escaping @Sendable () -> Void) {
    task = Task {
      // A cancelled sleep means that what is watched has ended.
      do { try await Task.sleep(for: delay) } catch { return }
      bark()
    }
  }

  func cancel() { task.cancel() }
}
