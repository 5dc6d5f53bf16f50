import Healing

/// The stage's state: the budget, and as many prompts with what came of them as are to be kept.
struct ModelStore {
  let state: any StateService
  /// How many prompts are kept.
  let most: Int

  private static let prefix = "kept/"

  /// A value with its version; nil and 0 where there is none.
  /// - Throws: `llm.state` where it is not what was put.
  func get<Value: Decodable>(_ key: String) throws(StageFailure) -> (Value?, Int64) {
    let found: StateValue
    do throws(StageFailure) { found = try state.get(StateGet(key: key)) } catch  where error.kind == .absent {
      return (nil, 0)
    }
    do { return (try JSON.decode(Value.self, from: found.value), found.version) } catch {
      throw StageFailure(
        .failed, code: "llm.state", place: key, message: "the stage's state cannot be understood: \(error)")
    }
  }

  /// Puts a value; what is kept makes room for it.
  func put(_ key: String, _ value: some Encodable, version: Int64? = nil) throws(StageFailure) {
    let text: String
    do { text = try JSON.text(value) } catch {
      throw StageFailure(.failed, code: "llm.state", place: key, message: "\(error)")
    }
    while true {
      do throws(StageFailure) {
        _ = try state.put(StatePut(key: key, value: text, version: version))
        return
      } catch  where error.code == "state.full" {
        guard let oldest = try kept().first(where: { $0 != key }) else { throw error }
        try state.delete(StateDelete(key: oldest))
      }
    }
  }

  /// Keeps one more, and lets the oldest go.
  func keep(_ exchange: Exchange) throws(StageFailure) {
    let old = try kept()
    for key in old.prefix(max(0, old.count + 1 - most)) { try state.delete(StateDelete(key: key)) }
    if most == 0 { return }
    // Names of equal length are sorted by their numbers.
    let last = old.last.flatMap { Int($0.dropFirst(Self.prefix.count)) } ?? 100_000_000
    try put(Self.prefix + String(last + 1), exchange)
  }

  /// The names of what is kept, oldest first.
  private func kept() throws(StageFailure) -> [String] { try state.keys(StateKeys(prefix: Self.prefix)).sorted() }
}
