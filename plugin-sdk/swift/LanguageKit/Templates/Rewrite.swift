/// One change that a template makes.
struct Rewrite: Sendable {
  enum Action: Sendable {
    case replace(String, with: TemplateText)
    /// A name and every other like it in the file.
    case replaceAll(String, with: TemplateText)
    /// Statements before the statement that a capture is in.
    case before(String, lines: [TemplateText])
    case after(String, lines: [TemplateText])
    /// The statement within others; the line `${body}` stands for it.
    case wrap(String, lines: [TemplateText])
    /// First in the body of a function.
    case start(String, lines: [TemplateText])
    /// Last in the body of a function, or in a block.
    case end(String, lines: [TemplateText])
    /// Directly behind or before a node, on its line.
    case insertAfter(String, text: TemplateText)
    case insertBefore(String, text: TemplateText)
    case delete(String)
    case importLine(TemplateText)
  }

  let action: Action

  init(_ value: PackValue) throws(PackFailure) {
    func name(_ key: String) throws(PackFailure) -> String { try value.member(key).text() }
    func lines() throws(PackFailure) -> [TemplateText] {
      var lines: [TemplateText] = []
      for item in try value.member("lines").items() { lines.append(try TemplateText(item)) }
      return lines
    }
    func text(_ key: String) throws(PackFailure) -> TemplateText { try TemplateText(try value.member(key)) }
    let keys = [
      "replace", "replace-all", "before", "after", "wrap", "start", "end", "insert-after", "insert-before", "delete",
      "import",
    ]
    guard let key = keys.first(where: { value.optional($0) != nil }) else {
      throw value.fail("one of \(keys.joined(separator: ", ")) is expected")
    }
    try value.allow([key, "with", "lines", "text"])
    switch key {
    case "replace-all": action = .replaceAll(try name(key), with: try text("with"))
    case "replace": action = .replace(try name(key), with: try text("with"))
    case "before": action = .before(try name(key), lines: try lines())
    case "after": action = .after(try name(key), lines: try lines())
    case "wrap": action = .wrap(try name(key), lines: try lines())
    case "start": action = .start(try name(key), lines: try lines())
    case "end": action = .end(try name(key), lines: try lines())
    case "insert-after": action = .insertAfter(try name(key), text: try text("text"))
    case "insert-before": action = .insertBefore(try name(key), text: try text("text"))
    case "delete": action = .delete(try name(key))
    default: action = .importLine(try text("import"))
    }
  }

  /// The captures that it changes.
  var captures: [String] {
    switch action {
    case .replace(let name, _), .replaceAll(let name, _), .before(let name, _), .after(let name, _), .wrap(let name, _),
      .start(let name, _),
      .end(let name, _), .insertAfter(let name, _), .insertBefore(let name, _), .delete(let name):
      [name]
    case .importLine: []
    }
  }

  /// The names that its texts need.
  var names: [String] {
    switch action {
    case .replace(_, let text), .replaceAll(_, let text), .insertAfter(_, let text), .insertBefore(_, let text),
      .importLine(let text):
      text.names
    case .before(_, let lines), .after(_, let lines), .wrap(_, let lines), .start(_, let lines), .end(_, let lines):
      lines.flatMap(\.names)
    case .delete: []
    }
  }
}
