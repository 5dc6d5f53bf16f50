public import Healing
import Synchronization

/// Keeps secrets that were given to plugins out of everything that is told.
public final class SecretVeil: Sendable {
  private let secrets = Mutex<Set<String>>([])
  /// Shorter ones would take words apart that have nothing to do with them.
  private static let shortest = 4

  /// Hides nothing yet.
  public init() {}

  /// From now on this value is hidden, and each of its lines.
  func hide(_ secret: String) {
    let parts = [secret] + secret.split(whereSeparator: \.isNewline).map(String.init)
    let long = parts.filter { $0.utf8.count >= Self.shortest }
    secrets.withLock { $0.formUnion(long) }
  }

  /// The text without the secrets in it.
  public func over(_ text: String) -> String {
    let all = secrets.withLock { $0 }
    if all.isEmpty { return text }
    // The longest first: one secret may be a part of another.
    return all.sorted { $0.utf8.count > $1.utf8.count }.reduce(text) { $0.replacing($1, with: "[secret]") }
  }

  /// The failure without the secrets in it.
  public func over(_ failure: StageFailure) -> StageFailure {
    StageFailure(
      failure.kind, code: over(failure.code), place: over(failure.place), message: over(failure.message))
  }
}
