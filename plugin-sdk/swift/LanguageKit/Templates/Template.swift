public import Healing
internal import SyntaxTree

/// One way to mend one kind of failure: a file of the pack's `templates`.
public struct Template: Sendable {
  /// An example that is run by the tests and by whoever lints the pack.
  public struct Example: Sendable {
    /// The source that fails.
    public let before: String
    /// What it raises; nil for an operator.
    public let exception: ThrownException?
    /// The line of `before` that fails, from 1.
    public let line: Int
    /// The source that the template makes of it.
    public let after: String
    /// A test that the failure came from, with its line.
    public let test: String?
    /// What the file is called.
    public let file: String

    private var testFile: String { "test_\(file)" }
  }

  /// The file's name without its suffix; what learning counts by.
  public let id: String
  /// One line for a reader, with holes as everywhere.
  let title: TemplateText
  /// The title with its holes, as the file has it.
  public let summary: String
  let cases: [FaultCase]
  let steps: [FindStep]
  let conditions: [Condition]
  let choices: [Choice]
  let rewrites: [Rewrite]
  /// 0 to 1: how often it is right where it applies.
  public let score: Double
  /// `low`, `medium` or `high`.
  public let risk: String
  /// Whether it hides the failure instead of removing the cause.
  public let suppresses: Bool
  /// Also tried where the code was only run before a test failed.
  public let isOperator: Bool
  /// What it does, shown.
  public let example: Example

  init(
    _ document: JSONValue, file: String, pack: LanguagePack, grammar: Grammar, shapes: [String: FaultShape]
  ) throws(PackFailure) {
    let root = PackValue(document, file: file)
    try root.allow([
      "id", "title", "fault", "cases", "find", "where", "choose", "rewrite", "score", "risk", "suppresses", "operator",
      "example",
    ])
    id = try root.member("id").text()
    guard file.hasSuffix("/\(id).yaml") else { throw root.fail("the id `\(id)` is not the file's name") }
    title = try TemplateText(try root.member("title"))
    summary = try root.member("title").text()
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
    example = try Example(try root.member("example"), file: "example\(pack.extensions.first ?? "")")
  }
}

extension Template.Example {
  /// The tree that the example stands for.
  public var files: [String: String] {
    var files = [file: before]
    if let test { files[testFile] = test }
    return files
  }

  /// What an analyzer would say of it.
  public var diagnosis: Diagnosis {
    var chain: [ThrownException] = []
    if exception != nil || test != nil {
      var thrown = exception ?? ThrownException(type: "AssertionError", message: "", frames: [])
      if exception != nil { thrown.frames = [StackFrame(file: file, line: line, project: true)] }
      if let test {
        let last = test.split(separator: "\n", omittingEmptySubsequences: false).lastIndex { !$0.isEmpty } ?? 0
        thrown.frames.append(StackFrame(file: testFile, line: last + 1, project: true))
      }
      chain = [thrown]
    }
    return Diagnosis(
      parent: "", cause: "", category: "unknown", confidence: 1, exceptions: chain,
      locations: [Location(file: file, line: line, score: 1)])
  }

  init(_ value: PackValue, file: String) throws(PackFailure) {
    self.file = file
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
