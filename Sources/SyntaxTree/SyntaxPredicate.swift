internal import CTreeSitter
internal import Patterns

/// A condition of a query on the text of what it captures.
struct SyntaxPredicate: Sendable {
  enum Operand: Sendable {
    case capture(String)
    case text(String)
  }

  enum Test: Sendable {
    case equal(Operand)
    case match(Pattern)
    case anyOf([String])
  }

  let capture: String
  let test: Test
  let negated: Bool

  /// A name that captured nothing holds, as in tree-sitter's own tools.
  func holds(for match: SyntaxMatch) -> Bool {
    match.all(capture).allSatisfy { node in
      let text = node.text
      let positive =
        switch test {
        case .equal(.text(let other)): text == other
        case .equal(.capture(let name)): match[name].map { $0.text == text } ?? true
        case .match(let pattern): pattern.matches(text)
        case .anyOf(let others): others.contains(text)
        }
      return positive != negated
    }
  }

  /// The predicates of each pattern of `query`.
  static func read(_ query: OpaquePointer) throws(SyntaxFailure) -> [[SyntaxPredicate]] {
    var all: [[SyntaxPredicate]] = []
    for pattern in 0..<ts_query_pattern_count(query) {
      var length: UInt32 = 0
      let steps = UnsafeBufferPointer(
        start: ts_query_predicates_for_pattern(query, pattern, &length), count: Int(length))
      var predicates: [SyntaxPredicate] = []
      for group in steps.split(whereSeparator: { $0.type == TSQueryPredicateStepTypeDone }) {
        let operands = group.map { operand($0, in: query) }
        predicates.append(try make(operands, offset: Int(ts_query_start_byte_for_pattern(query, pattern))))
      }
      all.append(predicates)
    }
    return all
  }

  private static func make(_ operands: [Operand], offset: Int) throws(SyntaxFailure) -> SyntaxPredicate {
    guard case .text(let name)? = operands.first, operands.count > 2, case .capture(let capture) = operands[1] else {
      throw .query(reason: "a predicate needs a name, a capture and an operand", offset: offset, near: "#")
    }
    let negated = name.hasPrefix("not-")
    let texts = operands.dropFirst(2).compactMap { if case .text(let text) = $0 { text } else { nil } }
    switch negated ? String(name.dropFirst(4)) : name {
    case "eq?":
      return SyntaxPredicate(capture: capture, test: .equal(operands[2]), negated: negated)
    case "any-of?":
      return SyntaxPredicate(capture: capture, test: .anyOf(texts), negated: negated)
    case "match?":
      do {
        return SyntaxPredicate(capture: capture, test: .match(try Pattern(texts.first ?? "")), negated: negated)
      } catch {
        throw .query(reason: "\(error)", offset: offset, near: texts.first ?? "")
      }
    default:
      throw .query(reason: "unknown predicate #\(name)", offset: offset, near: name)
    }
  }

  private static func operand(_ step: TSQueryPredicateStep, in query: OpaquePointer) -> Operand {
    if step.type == TSQueryPredicateStepTypeCapture { return .capture(SyntaxQuery.name(step.value_id, in: query)) }
    var length: UInt32 = 0
    guard let text = ts_query_string_value_for_id(query, step.value_id, &length) else { return .text("") }
    return .text(String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self))
  }
}
