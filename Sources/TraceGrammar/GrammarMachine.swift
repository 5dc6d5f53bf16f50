import Patterns

/// Follows one trace, line by line. It takes a line and says what the line is in the trace, or that it is none of it.
struct GrammarMachine {
  enum Step {
    case line(ReadLine)
    /// Another trace starts here.
    case restart
    /// No rule knows the line.
    case unknown
  }

  /// What is known of a line of the trace.
  struct ReadLine {
    var kind: LineKind
    /// Nil for blank lines.
    var rule: LineRule?
    /// Where the line begins behind its margin.
    var start: Int
    /// How deep the margin is; 0 without one.
    var depth: Int
  }

  let grammar: TraceGrammar
  /// Kind of the last line that was not blank; nil before the first.
  private(set) var last: LineKind?
  /// Whether a frame was seen.
  private(set) var hasFrames = false
  /// Whether the margin of a group was seen.
  private var inGroup = false

  init(_ grammar: TraceGrammar) {
    self.grammar = grammar
  }

  /// Whether a line that no rule knows may be part of the exception's message.
  var mayTakeMessage: Bool { last == .exception || last == .message }

  /// Whether frames must still come.
  var awaitsFrames: Bool { grammar.exception == .beforeFrames && !hasFrames }

  /// Reads the next line; the machine moves on only when the answer is `line`.
  mutating func step(_ line: UnsafeRawBufferPointer) -> Step {
    let (start, depth) = inGroup || last == nil ? margin(of: line) : (0, 0)
    let content = UnsafeRawBufferPointer(rebasing: line[start...])
    if last != nil, content.isBlank { return .line(ReadLine(kind: .blank, rule: nil, start: start, depth: depth)) }
    let rules = last.map { grammar.following[$0] ?? [] } ?? grammar.starting
    guard let rule = rules.first(where: { $0.pattern.matches(content) }) else {
      return last != nil && starts(line) ? .restart : .unknown
    }
    last = rule.kind
    if rule.kind == .frame { hasFrames = true }
    if depth > 0 { inGroup = true }
    return .line(ReadLine(kind: rule.kind, rule: rule, start: start, depth: depth))
  }

  /// The line that no rule knew was a part of the message.
  mutating func takeMessage() { last = .message }

  /// The trace starts at a frame; its exception stands in the line above, behind text of the logger.
  mutating func startInline() { last = .exception }

  private func starts(_ line: UnsafeRawBufferPointer) -> Bool {
    let content = UnsafeRawBufferPointer(rebasing: line[margin(of: line).start...])
    return grammar.starting.contains { $0.pattern.matches(content) }
  }

  private func margin(of line: UnsafeRawBufferPointer) -> (start: Int, depth: Int) {
    guard let margin = grammar.margin, let range = margin.range(in: line), range.lowerBound == 0, !range.isEmpty else {
      return (0, 0)
    }
    let rail = line[..<range.upperBound].lastIndex { $0 != UInt8(ascii: " ") } ?? 0
    return (range.upperBound, rail)
  }
}
