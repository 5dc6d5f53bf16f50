/// A type of the language, as far as values and uses tell it.
public struct PackType: Sendable {
  /// The name by which the pack calls it.
  public let name: String
  /// The literal of its empty or zero value.
  public let empty: String
  /// Kinds of nodes that are values of it.
  public let kinds: Set<String>
  /// Functions that return it.
  public let calls: Set<String>
  /// Methods that only it, or few others, has.
  public let methods: Set<String>
  /// How annotations name it.
  public let annotations: Set<String>

  init(name: String, _ value: PackValue) throws(PackFailure) {
    try value.allow(["empty", "kinds", "calls", "methods", "annotations"])
    self.name = name
    empty = try value.member("empty").text()
    kinds = Set(try value.optional("kinds")?.texts() ?? [])
    calls = Set(try value.optional("calls")?.texts() ?? [])
    methods = Set(try value.optional("methods")?.texts() ?? [])
    annotations = Set(try value.optional("annotations")?.texts() ?? [])
  }
}
