import Healing
import SyntaxTree

/// Reads `gate.yaml`; what is wrong in it is told with its key.
struct GatePage {
  private let document: JSONValue
  private let grammar: Grammar

  init(_ document: JSONValue, grammar: Grammar) {
    self.document = document
    self.grammar = grammar
  }

  func words(_ key: String) throws(StageFailure) -> Set<String> { try words(document[key], key) }

  func words(_ value: JSONValue?, _ path: String) throws(StageFailure) -> Set<String> {
    guard case .array(let items)? = value else { throw fail(path, "a list of words is expected") }
    var words: Set<String> = []
    for item in items {
      guard case .string(let word) = item else {
        throw fail(path, "every item must be a word; quote what YAML reads otherwise")
      }
      words.insert(word)
    }
    return words
  }

  func query(_ key: String, capturing captures: [String]) throws(StageFailure) -> SyntaxQuery {
    try query(document[key], key, capturing: captures)
  }

  func query(_ value: JSONValue?, _ path: String, capturing captures: [String]) throws(StageFailure) -> SyntaxQuery {
    guard case .string(let text)? = value else { throw fail(path, "a query is expected") }
    let query: SyntaxQuery
    do throws(SyntaxFailure) {
      query = try SyntaxQuery(text, grammar: grammar)
    } catch {
      throw fail(path, "\(error)")
    }
    if let missing = captures.first(where: { !query.names.contains($0) }) {
      throw fail(path, "`@\(missing)` is not captured")
    }
    return query
  }

  /// A mapping from kinds of acts.
  func kinds<Value>(
    _ key: String, _ read: (JSONValue, String) throws(StageFailure) -> Value
  ) throws(StageFailure) -> [ActKind: Value] {
    guard case .object(let members)? = document[key] else { throw fail(key, "a mapping is expected") }
    var kinds: [ActKind: Value] = [:]
    for (name, value) in members {
      guard let kind = ActKind(rawValue: name) else {
        throw fail("\(key).\(name)", "unknown; known are \(ActKind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      kinds[kind] = try read(value, "\(key).\(name)")
    }
    return kinds
  }

  private func fail(_ path: String, _ message: String) -> StageFailure {
    StageFailure(.invalid, code: "pack.invalid", place: "gate.yaml", message: "\(path): \(message)")
  }
}
