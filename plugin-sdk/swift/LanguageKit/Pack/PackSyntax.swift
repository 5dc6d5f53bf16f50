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
  /// Calls that count as such; nil: none does.
  let steadyCalls: PackSteadyCalls?
  /// Kinds that need no parentheses as an operand.
  public let atoms: Set<String>
  /// Kinds of strings, and of what stands between their quotes.
  public let strings: Set<String>
  /// How a body's explanation is written: an expression statement with only a string.
  public let documentation: Set<String>

  /// What ends a statement of one line.
  public let statementEnd: String
  /// What stands for a block that would be empty; empty: nothing has to.
  public let idle: String
  /// How an exception is raised, with `{exception}` and `{message}` for its class and the quoted text.
  public let raising: String
  /// The language's own words for true and false.
  public let truths: (yes: String, no: String)
  /// How functions declare what they return; nil where they need not.
  let result: PackResult?

  init(_ value: PackValue) throws(PackFailure) {
    try value.allow([
      "statement_parents", "functions", "classes", "loops", "scopes", "steady", "steady_calls", "atoms", "strings",
      "documentation",
      "statement_end", "idle", "raising", "truths", "result",
    ])
    func kinds(_ key: String) throws(PackFailure) -> Set<String> { Set(try value.member(key).texts()) }
    statementParents = try kinds("statement_parents")
    functions = try kinds("functions")
    classes = try kinds("classes")
    loops = try kinds("loops")
    scopes = try kinds("scopes")
    steady = try kinds("steady")
    steadyCalls = try value.optional("steady_calls").map { (value) throws(PackFailure) in try PackSteadyCalls(value) }
    atoms = try kinds("atoms")
    strings = try kinds("strings")
    documentation = try kinds("documentation")
    statementEnd = try value.optional("statement_end")?.text() ?? ""
    idle = try value.optional("idle")?.text() ?? ""
    raising = try value.member("raising").text()
    let words = try value.member("truths").texts()
    guard words.count == 2 else { throw value.fail("`truths` are two words: the one for true, then the one for false") }
    truths = (words[0], words[1])
    result = try value.optional("result").map { (value) throws(PackFailure) in try PackResult(value) }
  }
}
