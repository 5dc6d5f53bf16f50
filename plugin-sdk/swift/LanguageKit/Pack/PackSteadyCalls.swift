import Patterns
import SyntaxTree

/// Which calls only ask, by their names: the part `steady_calls` of `pack.yaml`.
///
/// ```yaml
/// steady_calls: {kind: method_invocation, field: name, match: '^(get|is|has)[A-Z]'}
/// ```
struct PackSteadyCalls: Sendable {
  /// The kind of a call's node.
  private let kind: String
  /// Its field with the name of what is called.
  private let field: String
  private let names: Pattern

  init(_ value: PackValue) throws(PackFailure) {
    try value.allow(["kind", "field", "match"])
    kind = try value.member("kind").text()
    field = try value.member("field").text()
    names = try value.member("match").pattern()
  }

  func contains(_ node: SyntaxNode) -> Bool {
    node.kind == kind && node.child(field: field).map { names.matches($0.text) } ?? false
  }
}
