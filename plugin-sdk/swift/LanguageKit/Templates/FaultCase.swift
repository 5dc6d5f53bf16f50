internal import Healing
internal import SyntaxTree

/// One way in which a kind of failure shows: an exception with its message, and the node that raises it.
struct FaultCase: Sendable {
  let head: FaultHead
  let query: SyntaxQuery
  let conditions: [Condition]

  init(_ value: PackValue, _ grammar: Grammar) throws(PackFailure) {
    try value.allow(["exception", "message", "query", "where"])
    head = try FaultHead(value)
    query = try value.member("query").query(grammar, captures: ["node"])
    conditions = try value.conditions("where")
  }

  /// The places on the lines that fit.
  func bindings(at place: FaultPlace, groups: [String: String]) -> [Bindings] {
    query.matches(in: place.file.tree.root, touching: place.range).compactMap { match in
      guard let node = match["node"], node.touches(place.lines) else { return nil }
      var bindings = Bindings(texts: groups)
      for (name, node) in match.captures where bindings.nodes[name] == nil { bindings.nodes[name] = node }
      return conditions.allSatisfy { $0.holds(bindings, place) } ? bindings : nil
    }
  }
}

extension PackValue {
  /// The conditions of a list of mappings.
  func conditions(_ key: String) throws(PackFailure) -> [Condition] {
    var conditions: [Condition] = []
    for item in optional(key)?.items() ?? [] { conditions += try Condition.read(item) }
    return conditions
  }
}
