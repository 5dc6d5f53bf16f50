import Healing

/// Why an action did not lead to an input by itself.
enum Interruption: Error {
  /// A stage could not do its work: an outcome or a wait.
  case stage(StageFailure)
  /// The course cannot be stored or read: it is read again later.
  case ledger(LedgerFailure)
  /// The host stops. The course stays where it is.
  case stopped

  static func stage<Answer>(
    _ call: @Sendable () async throws(StageFailure) -> Answer
  ) async throws(Interruption) -> Answer {
    do {
      return try await call()
    } catch {
      throw .stage(error)
    }
  }
}
