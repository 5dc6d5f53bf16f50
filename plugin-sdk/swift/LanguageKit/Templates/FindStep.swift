internal import Healing
internal import SyntaxTree

/// A further node that a template needs: where a value was made, what a function returns.
struct FindStep: Sendable {
  /// Where it is looked for.
  enum Place: Sendable {
    case statement, function, scope, ownClass, file, project
    /// In a captured node.
    case capture(String)
  }

  private let query: SyntaxQuery
  private let place: Place
  private let conditions: [Condition]
  /// Take only the match that is nearest before the fault.
  private let nearest: Bool
  /// Applies where nothing is found.
  private let absent: Bool

  private static let limit = 30

  init(_ value: PackValue, _ grammar: Grammar) throws(PackFailure) {
    try value.allow(["query", "in", "where", "nearest", "absent"])
    query = try value.member("query").query(grammar)
    let text = try value.optional("in")?.text() ?? "function"
    place =
      switch text {
      case "statement": .statement
      case "function": .function
      case "scope": .scope
      case "class": .ownClass
      case "file": .file
      case "project": .project
      default: .capture(text)
      }
    conditions = try value.conditions("where")
    nearest = value.optional("nearest")?.value.bool ?? false
    absent = value.optional("absent")?.value.bool ?? false
  }

  /// `bindings` with what was found, once for each match.
  func extended(_ bindings: Bindings, _ fault: FaultPlace) -> [Bindings] {
    var results: [(Bindings, SyntaxNode?)] = []
    for (root, limit) in roots(bindings, fault) {
      for match in query.matches(in: root, limit: limit) {
        var more = bindings
        for (name, node) in match.captures { more.nodes[name] = node }
        if conditions.allSatisfy({ $0.holds(more, fault) }) { results.append((more, match.captures.first?.node)) }
        if results.count >= Self.limit { break }
      }
    }
    if absent { return results.isEmpty ? [bindings] : [] }
    if nearest, let fault = bindings.nodes["node"] {
      let before = results.filter { $0.1.map { $0.range.upperBound <= fault.range.lowerBound } ?? false }
      return (before.last ?? results.first).map { [$0.0] } ?? []
    }
    return results.map(\.0)
  }

  private func roots(_ bindings: Bindings, _ fault: FaultPlace) -> [(SyntaxNode, Int)] {
    let pack = fault.project.pack
    let node = bindings.nodes["node"] ?? fault.node
    let root = fault.file.tree.root
    switch place {
    case .statement: return [(node.statement(pack.syntax) ?? root, 200)]
    case .function: return [(node.enclosing(pack.syntax.functions) ?? root, 2_000)]
    case .scope: return [(node.enclosing(pack.syntax.functions.union(pack.syntax.classes)) ?? root, 2_000)]
    case .ownClass: return node.enclosing(pack.syntax.classes).map { [($0, 2_000)] } ?? []
    case .file: return [(root, 5_000)]
    case .capture(let name): return bindings.nodes[name].map { [($0, 500)] } ?? []
    case .project:
      // What cannot be listed is not searched: the fault's own file still is.
      let others = (try? fault.project.sources()) ?? [fault.file]
      return others.filter { !$0.isTest }.map { ($0.tree.root, 5_000) }
    }
  }
}
