internal import Healing
internal import Patterns

/// What a kind of exception means: one entry of a file of the pack's `rules`.
struct Rule: Sendable {
  let id: String
  let exceptions: Set<String>
  let message: Pattern?
  /// One sentence, with the groups of the message as holes.
  let cause: TemplateText
  let category: String
  let confidence: Double
  /// Exceptions that it must know.
  let examples: [ThrownException]

  init(_ value: PackValue) throws(PackFailure) {
    try value.allow(["id", "exception", "message", "cause", "category", "confidence", "examples"])
    id = try value.member("id").text()
    exceptions = Set(try value.member("exception").texts())
    message = try value.optional("message")?.pattern()
    cause = try TemplateText(try value.member("cause"))
    category = try value.member("category").text()
    confidence = try value.member("confidence").number()
    var examples: [ThrownException] = []
    for item in try value.member("examples").items() {
      let text = try item.text()
      let parts = text.split(separator: ":", maxSplits: 1)
      let rest = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
      examples.append(ThrownException(type: String(parts.first ?? ""), message: String(rest), frames: []))
    }
    self.examples = examples
    for example in examples where bindings(example) == nil {
      throw value.fail("the rule does not know its own example `\(example.type): \(example.message)`")
    }
  }

  /// What its message says; nil when the exception is another one.
  func bindings(_ exception: ThrownException) -> Bindings? {
    guard exceptions.contains(String(exception.type.split(separator: ".").last ?? "")) else { return nil }
    var bindings = Bindings()
    guard let message else { return bindings }
    guard let match = message.firstMatch(in: exception.message) else { return nil }
    for name in message.groupNames.keys { bindings.texts["message.\(name)"] = match.text(named: name) ?? "" }
    return bindings
  }
}
