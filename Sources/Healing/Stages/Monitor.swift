/// Watches services and reports events. Returning means that it was stopped.
public protocol Monitor: Sendable {
  /// The name of the instance: pipeline and plugin, for instance `web/log`.
  var id: String { get }
  /// Observes until the task is cancelled. Each batch and the cursor behind it are handed to `take` and may be
  /// forgotten once it returns.
  func observe(
    from cursors: [Cursor], take: @Sendable @escaping (ObservedBatch) async throws(StageFailure) -> Void
  ) async throws(StageFailure)
}
