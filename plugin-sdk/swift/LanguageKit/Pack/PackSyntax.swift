/// Which kinds of nodes of a grammar mean what.
public struct PackSyntax: Sendable {
  /// A node whose parent is one of these is a statement.
  public let statementParents: Set<String>
  /// Definitions of functions and methods.
  public let functions: Set<String>
  /// Definitions of classes.
  public let classes: Set<String>
  /// Loops that are statements.
  public let loops: Set<String>
  /// What opens a scope for the names bound in it.
  public let scopes: Set<String>
  /// Kinds that can be evaluated twice without an effect, when all that is in them can.
  public let steady: Set<String>
  /// Kinds that need no parentheses as an operand.
  public let atoms: Set<String>
  /// Kinds of strings, and of what stands between their quotes.
  public let strings: Set<String>
  /// How a body's explanation is written: an expression statement with only a string.
  public let documentation: Set<String>

  init(_ value: PackValue) throws(PackFailure) {
    try value.allow([
      "statement_parents", "functions", "classes", "loops", "scopes", "steady", "atoms", "strings", "documentation",
    ])
    func kinds(_ key: String) throws(PackFailure) -> Set<String> { Set(try value.member(key).texts()) }
    statementParents = try kinds("statement_parents")
    functions = try kinds("functions")
    classes = try kinds("classes")
    loops = try kinds("loops")
    scopes = try kinds("scopes")
    steady = try kinds("steady")
    atoms = try kinds("atoms")
    strings = try kinds("strings")
    documentation = try kinds("documentation")
  }
}
