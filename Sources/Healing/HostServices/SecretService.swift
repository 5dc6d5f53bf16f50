/// `homeostasis.secrets/1`: secrets by the names that the configuration gives them.
public protocol SecretService: Sendable {
  /// Read anew each time.
  /// - Throws: `secrets.not-granted`; `absent` where its source has none.
  func read(_ request: SecretRead) throws(StageFailure) -> SecretValue
}
