public import Healing
internal import SyntaxTree

/// One way to mend one kind of failure: a file of the pack's `templates`.
public struct Template: Sendable {
  /// An example that is run by the tests and by whoever lints the pack.
  public struct Example: Sendable {
    public let before: String
    public let exception: ThrownException?
    /// The line of `before` that fails, from 1.
    public let line: Int
    public let after: String
    /// A test that the failure came from, with its line.
    public let test: String?
  }

  public let id: String
  /// One line for a reader, with holes as everywhere.
  let title: TemplateText
  let cases: [FaultCase]
  let steps: [FindStep]
  let conditions: [Condition]
  let choices: [Choice]
  let rewrites: [Rewrite]
  /// 0 to 1: how often it is right where it applies.
  public let score: Double
  public let risk: String
  public let suppresses: Bool
  /// Also tried where the code was only run before a test failed.
  let isOperator: Bool
  public let example: Example

  init(
    _ document: JSONValue, file: String, grammar: Grammar, shapes: [String: FaultShape]
  ) throws(PackFailure) {
    let root = PackValue(document, file: file)
    try root.allow([
      "id", "title", "fault", "cases", "find", "where", "choose", "rewrite", "score", "risk", "suppresses", "operator",
      "example",
    ])
    id = try root.member("id").text()
    guard file.hasSuffix("/\(id).yaml") else { throw root.fail("the id `\(id)` is not the file's name") }
    title = try TemplateText(try root.member("title"))
    var cases: [FaultCase] = []
    for name in root.optional("fault")?.items() ?? [] {
      guard let shape = shapes[try name.text()] else { throw name.fail("there is no fault `\(try name.text())`") }
      cases += shape.cases
    }
    if let own = root.optional("cases") { cases += try FaultShape.cases(own, grammar) }
    guard !cases.isEmpty else { throw root.fail("`fault` or `cases` is missing") }
    self.cases = cases
    var steps: [FindStep] = []
    for item in root.optional("find")?.items() ?? [] { steps.append(try FindStep(item, grammar)) }
    self.steps = steps
    conditions = try root.conditions("where")
    var choices: [Choice] = []
    for item in root.optional("choose")?.items() ?? [] {
      for (name, value) in try item.members() { choices.append(try Choice(name: name, value)) }
    }
    self.choices = choices
    var rewrites: [Rewrite] = []
    for item in try root.member("rewrite").items() { rewrites.append(try Rewrite(item)) }
    self.rewrites = rewrites
    score = try root.member("score").number()
    risk = try root.member("risk").text()
    suppresses = root.optional("suppresses")?.value.bool ?? false
    isOperator = root.optional("operator")?.value.bool ?? false
    example = try Example(try root.member("example"))
  }
}

extension Template.Example {
  init(_ value: PackValue) throws(PackFailure) {
    try value.allow(["before", "exception", "message", "line", "after", "test"])
    before = try value.member("before").text()
    after = try value.member("after").text()
    line = Int(try value.member("line").number())
    test = try value.optional("test")?.text()
    if let type = try value.optional("exception")?.text() {
      exception = ThrownException(type: type, message: try value.optional("message")?.text() ?? "", frames: [])
    } else {
      exception = nil
    }
  }
}
