import Patterns
import SyntaxTree

/// How the functions of a language with declared types say what they return: the part `result` of `pack.yaml`.
///
/// ```yaml
/// result: {field: type, nothing: '^void$', nullable: '^[A-Z]', pointers: [pointer_declarator]}
/// ```
struct PackResult: Sendable {
  /// The field of a function with the type.
  private let field: String
  /// Types of functions that return nothing; a function without the field does neither.
  private let nothing: Pattern
  /// Types whose values may be the language's null.
  private let nullable: Pattern
  /// Kinds of declarators that make the type one of pointers.
  private let pointers: Set<String>

  init(_ value: PackValue) throws(PackFailure) {
    try value.allow(["field", "nothing", "nullable", "pointers"])
    field = try value.member("field").text()
    nothing = try value.member("nothing").pattern()
    nullable = try value.member("nullable").pattern()
    pointers = Set(try value.optional("pointers")?.texts() ?? [])
  }

  /// The type as it is written, with a `*` behind it for a pointer; empty where there is none.
  func type(of function: SyntaxNode) -> String {
    guard let type = function.child(field: field)?.text else { return "" }
    let isPointer = function.child(field: "declarator").map { pointers.contains($0.kind) } ?? false
    return isPointer ? type + "*" : type
  }

  /// The types of a list in parentheses, without the names in front of them; nil where it is none.
  func parts(_ type: String) -> [String]? {
    guard type.hasPrefix("("), type.hasSuffix(")") else { return nil }
    return type.dropFirst().dropLast().split(separator: ",").map { part in
      let words = part.split(separator: " ")
      return words.count > 1 ? words.dropFirst().joined(separator: " ") : words.joined()
    }
  }

  /// Whether a function of this type returns nothing.
  func isNothing(_ type: String) -> Bool { type.isEmpty || nothing.matches(type) }

  /// Whether null is a value of it.
  func isNullable(_ type: String) -> Bool { nullable.matches(type) }
}
