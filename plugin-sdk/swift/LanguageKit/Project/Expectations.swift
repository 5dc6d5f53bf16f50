internal import Healing
internal import SyntaxTree

/// What the failing test says about the result: the values that it compares with, and the exceptions that it waits for.
/// Read from the test's source; only hints, a test decides.
struct Expectations {
  /// Literals that calls should give, most likely first.
  private(set) var values: [String] = []
  /// Classes of exceptions that calls should raise.
  private(set) var exceptions: [String] = []
  /// String literals and numbers that stand anywhere in the test.
  private(set) var texts: [String] = []
  private(set) var numbers: [String] = []

  init(_ diagnosis: Diagnosis, _ project: Project) {
    for frame in diagnosis.exceptions.flatMap(\.frames) where project.pack.isTest(frame.file) {
      guard let file = project.file(frame.file) else { continue }
      read(file, around: frame.line, project.pack)
    }
  }

  /// The values that may stand in the source of `file` without being made up for one test: empty ones, and those that
  /// the file itself speaks of.
  func plausible(in file: ProjectFile, _ pack: LanguagePack) -> [(text: String, weight: Double)] {
    values.compactMap { value in
      if pack.types.contains(where: { $0.empty == value })
        || [pack.syntax.truths.yes, "\"\"", "-1", "1"].contains(value)
      {
        return (value, 1)
      }
      let plain = TemplateText.unquoted(value)
      let isText = plain != value
      guard isText || Double(value) != nil else { return nil }
      let known = file.text.text(0..<file.text.working.count).contains(plain)
      if isText { return known || pack.neutral.contains(plain.lowercased()) ? (value, 1) : nil }
      return known ? (value, 0.7) : nil
    }
  }

  private mutating func read(_ file: ProjectFile, around line: Int, _ pack: LanguagePack) {
    let around = file.tree.root.descendants.filter {
      $0.touches(line...line) && pack.syntax.functions.contains($0.kind)
    }
    guard let function = around.last else { return }
    let numeric = (pack.type("int")?.kinds ?? []).union(pack.type("float")?.kinds ?? [])
    for node in function.descendants {
      if pack.syntax.strings.contains(node.kind) { note(node.text, in: &texts) }
      if numeric.contains(node.kind) { note(node.text, in: &numbers) }
    }
    for match in file.matches("expectations") {
      guard let call = match["call"], function.contains(call) else { continue }
      // What is before the failing line has passed.
      guard call.lines.upperBound >= line || match["exception"] != nil else { continue }
      if let exception = match["exception"] {
        if call.statement(pack.syntax)?.touches(line...line) == true { note(exception.text, in: &exceptions) }
      } else if let value = match["value"] {
        if isLiteral(value, pack) { note(value.text, in: &values) }
        // What stands in an expected list may be what one of its items should be.
        for part in value.descendants where part.namedChildren.isEmpty && part != value && !part.text.isEmpty {
          if pack.types.contains(where: { $0.empty == part.text }) { note(part.text, in: &values) }
        }
      } else {
        let (yes, no) = pack.syntax.truths
        note(match["none"] != nil ? pack.type("none")?.empty ?? no : match["true"] != nil ? yes : no, in: &values)
      }
    }
  }

  private func note(_ text: String, in list: inout [String]) {
    if !list.contains(text), text.utf8.count <= 60, !text.contains("\n") { list.append(text) }
  }

  private func isLiteral(_ node: SyntaxNode, _ pack: LanguagePack) -> Bool {
    node.descendants.allSatisfy { $0.kind != "identifier" && $0.kind != "call" && $0.kind != "interpolation" }
  }
}
