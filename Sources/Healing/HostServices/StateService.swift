/// `homeostasis.state/1`: the plugin's own keys, kept over restarts and new versions, one store for each stage.
public protocol StateService: Sendable {
  /// The value of a key.
  /// - Throws: `absent` where there is none.
  func get(_ request: StateGet) throws(StageFailure) -> StateValue
  /// Durable before it returns.
  /// - Throws: `conflict` where the version is another; `state.full` beyond the granted size.
  func put(_ request: StatePut) throws(StageFailure) -> StateVersion
  /// Durable before it returns.
  /// - Throws: `conflict` where the version is another.
  func delete(_ request: StateDelete) throws(StageFailure)
  /// The names of the keys, sorted.
  func keys(_ request: StateKeys) throws(StageFailure) -> [String]
}
