import Healing
import Patterns

/// Reads the members of one object of a grammar file, and says where a mistake is.
struct GrammarReader {
  private let members: [String: JSONValue]
  private let place: String

  init(_ value: JSONValue, _ place: String) throws(GrammarFailure) {
    guard let members = value.object else {
      throw GrammarFailure(place: place, message: "must be a mapping of keys to values")
    }
    self.members = members
    self.place = place
  }

  func failure(_ key: String, _ message: String) -> GrammarFailure {
    GrammarFailure(place: place.hasSuffix("]") ? "\(place).\(key)" : "\(place): \(key)", message: message)
  }

  func text(_ key: String) throws(GrammarFailure) -> String {
    guard let text = members[key]?.text, !text.isEmpty else { throw failure(key, "must be a text that is not empty") }
    return text
  }

  func word<W: RawRepresentable<String>>(_ key: String, or standard: W? = nil) throws(GrammarFailure) -> W {
    if members[key] == nil, let standard { return standard }
    let text = try text(key)
    guard let word = W(rawValue: text) else { throw failure(key, "does not know the word \"\(text)\"") }
    return word
  }

  func pattern(_ key: String) throws(GrammarFailure) -> Pattern? {
    guard members[key] != nil else { return nil }
    let text = try text(key)
    do {
      return try Pattern(text, options: .dollarMatchesEndOnly)
    } catch {
      throw failure(key, "\(error)")
    }
  }

  func rules(_ key: String) throws(GrammarFailure) -> [LineRule] {
    guard let items = members[key]?.array, !items.isEmpty else { throw failure(key, "must list at least one rule") }
    var rules: [LineRule] = []
    for (index, item) in items.enumerated() {
      rules.append(try GrammarReader(item, failure("\(key)[\(index)]", "").place).rule())
    }
    guard rules.contains(where: \.starts) else {
      throw failure(key, "no rule has `starts: true`; no trace would be found")
    }
    return rules
  }

  func examples(_ key: String) throws(GrammarFailure) -> [GrammarExample] {
    var examples: [GrammarExample] = []
    for (index, item) in (members[key]?.array ?? []).enumerated() {
      let reader = try GrammarReader(item, failure("\(key)[\(index)]", "").place)
      try reader.refuseUnknown(["trace", "exceptions"])
      guard let exceptions = reader.members["exceptions"]?.array, !exceptions.isEmpty else {
        throw reader.failure("exceptions", "must list what is read in the trace, root cause first")
      }
      examples.append(GrammarExample(trace: try reader.text("trace"), exceptions: exceptions))
    }
    return examples
  }

  func refuseUnknown(_ known: Set<String>) throws(GrammarFailure) {
    for key in members.keys.sorted() where !known.contains(key) {
      throw failure(key, "is not a key that is known here; it may be one of \(known.sorted().joined(separator: ", "))")
    }
  }

  private func rule() throws(GrammarFailure) -> LineRule {
    try refuseUnknown(["is", "match", "literal", "after", "starts", "link"])
    let kind: LineKind = try word("is")
    guard kind != .message, kind != .blank else { throw failure("is", "is never the kind of a rule") }
    guard let pattern = try pattern("match") else { throw failure("match", "is missing") }
    var after: Set<LineKind> = []
    for (index, item) in (members["after"]?.array ?? []).enumerated() {
      guard let kind = item.text.flatMap(LineKind.init) else {
        throw failure("after[\(index)]", "is not a kind of line")
      }
      after.insert(kind)
    }
    let literal = members["literal"] == nil ? nil : Array(try text("literal").utf8)
    let link: ExceptionLink? = members["link"] == nil ? nil : try word("link")
    return LineRule(
      kind: kind, pattern: pattern, literal: literal, after: after, starts: members["starts"]?.bool ?? false, link: link
    )
  }
}
