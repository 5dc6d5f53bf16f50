internal import SyntaxTree

/// Text with holes: `${map}.get(${key}${default|argument})`.
struct TemplateText: Sendable {
  /// How a value is changed before it is put in.
  enum Filter: String, CaseIterable {
    /// `c` of `a.b.c`.
    case last
    /// `a` of `a.b.c`.
    case first
    /// A string literal's content.
    case unquote
    /// A string literal of it.
    case quote
    /// In parentheses unless it can stand as an operand.
    case atom
    /// `, x`; nothing when it is the language's null.
    case argument
    /// Without the parentheses around it.
    case bare
    /// In lower case.
    case lower
    /// A whole number less one.
    case less
    /// A whole number and one.
    case more
  }

  private enum Part {
    case text(String)
    case value(name: String, filters: [Filter])
  }

  private let parts: [Part]

  /// The names that it needs.
  var names: [String] { parts.compactMap { if case .value(let name, _) = $0 { name } else { nil } } }

  init(_ value: PackValue) throws(PackFailure) {
    let text = try value.text()
    var parts: [Part] = []
    var rest = Substring(text)
    while let start = rest.firstRange(of: "${") {
      if start.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<start.lowerBound]))) }
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { throw value.fail("`${` without `}`") }
      let words = rest[start.upperBound..<end].split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      var filters: [Filter] = []
      for word in words.dropFirst() {
        guard let filter = Filter(rawValue: word) else {
          let known = Filter.allCases.map(\.rawValue).joined(separator: ", ")
          throw value.fail("there is no filter `\(word)`; there are \(known)")
        }
        filters.append(filter)
      }
      parts.append(.value(name: words[0], filters: filters))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  /// The text; nil when a name is not known.
  func filled(_ bindings: Bindings, _ pack: LanguagePack) -> String? {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .value(let name, let filters):
        guard let text = bindings.text(name) else { return nil }
        let node = bindings.texts[name] == nil ? bindings.nodes[name] : nil
        let isAtom = node.map { pack.syntax.atoms.contains($0.kind) }
        result += filters.reduce(text) { Self.apply($1, to: $0, isAtom: isAtom, pack) }
      }
    }
    return result
  }

  private static func apply(_ filter: Filter, to text: String, isAtom: Bool?, _ pack: LanguagePack) -> String {
    switch filter {
    case .last: String(text.split(separator: ".").last ?? Substring(text))
    case .first: String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    case .unquote: unquoted(text)
    case .quote: quoted(text)
    case .atom: isAtom ?? plain(text) ? text : "(\(text))"
    case .argument: text == (pack.type("none")?.empty ?? "None") ? "" : ", \(text)"
    case .bare: text.hasPrefix("(") && text.hasSuffix(")") ? String(text.dropFirst().dropLast()) : text
    case .lower: text.lowercased()
    case .less: Int(text).map { "\($0 &- 1)" } ?? text
    case .more: Int(text).map { "\($0 &+ 1)" } ?? text
    }
  }

  private static func plain(_ text: String) -> Bool {
    text.allSatisfy { $0.isLetter || $0.isNumber || "_.'\"[]".contains($0) }
  }

  static func unquoted(_ text: String) -> String {
    guard let quote = text.first(where: { $0 == "'" || $0 == "\"" }), text.last == quote, text.count > 1,
      let start = text.firstIndex(of: quote)
    else { return text }
    return String(text[text.index(after: start)...].dropLast())
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
