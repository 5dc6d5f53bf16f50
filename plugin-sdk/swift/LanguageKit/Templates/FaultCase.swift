internal import Healing
internal import Patterns
internal import SyntaxTree

/// One way in which a kind of failure shows: an exception with its message, and the node that raises it.
struct FaultCase: Sendable {
  /// Classes, without their modules; empty: any, also none.
  let exceptions: Set<String>
  let message: Pattern?
  let query: SyntaxQuery
  let conditions: [Condition]

  init(_ value: PackValue, _ grammar: Grammar) throws(PackFailure) {
    try value.allow(["exception", "message", "query", "where"])
    let names = try value.member("exception").texts()
    exceptions = names == ["*"] ? [] : Set(names)
    message = try value.optional("message")?.pattern()
    query = try value.member("query").query(grammar, captures: ["node"])
    conditions = try value.conditions("where")
  }

  /// The groups of the message; nil when the exception is another one.
  func groups(_ exception: ThrownException?) -> [String: String]? {
    guard let exception else { return exceptions.isEmpty ? [:] : nil }
    let name = String(exception.type.split(separator: ".").last ?? "")
    guard exceptions.isEmpty || exceptions.contains(name) else { return nil }
    var groups = ["fault.exception": name]
    guard let message else { return groups }
    guard let match = message.firstMatch(in: exception.message) else { return nil }
    for name in message.groupNames.keys {
      if let text = match.text(named: name) { groups["message.\(name)"] = text }
    }
    return groups
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
