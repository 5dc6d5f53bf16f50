import Healing
import Patterns

/// Finds where in a stream a trace starts. Made once for a set of grammars.
public struct TraceFinder: Sendable {
  struct Found {
    var trace: OpenTrace
    var grammar: TraceGrammar
    var prefix: LinePrefix?
    /// Where the line begins behind the prefix of a logger.
    var start: Int
    /// The line is a frame, and the line above it is or holds the exception.
    var isBelowItsException: Bool
  }

  /// What the line above is.
  enum Above { case nothing, plain, header }

  private let grammars: [TraceGrammar]
  /// Finds the literals with which lines of a trace begin, behind whatever a logger put in front.
  private let literals: Pattern?
  private let trouble: Pattern?

  /// Prepares the search for traces of `grammars`.
  public init(_ grammars: [TraceGrammar]) {
    self.grammars = grammars
    let rules = grammars.flatMap(\.rules).filter { $0.starts || $0.kind == .frame }
    let alternatives = Set(rules.compactMap(\.literal)).map { Self.escaped($0) }.sorted()
    literals = alternatives.isEmpty ? nil : Self.constant(alternatives.joined(separator: "|"), .bytes)
    trouble = Self.constant(
      #"error|exception|fail|unhandled|uncaught|fatal|panic|crash|traceback"#, [.bytes, .caseInsensitive])
  }

  /// Whether words of a line tell of trouble.
  func mentionsTrouble(_ line: UnsafeRawBufferPointer) -> Bool { trouble?.matches(line) ?? false }

  /// The trace that starts with `line`.
  func find(in line: UnsafeRawBufferPointer, _ head: LineHead, below above: Above) -> Found? {
    guard !head.isJSON, (head.severity ?? .error) >= .warning else { return nil }
    if head.time == nil, !head.isAccess, let found = found(line, 0, above, nil) { return found }
    guard !(head.isAccess && head.severity == nil), let hit = literals?.range(in: line), hit.lowerBound > 0 else {
      return nil
    }
    let prefix = LinePrefix(UnsafeRawBufferPointer(rebasing: line[..<hit.lowerBound]))
    return found(UnsafeRawBufferPointer(rebasing: line[hit.lowerBound...]), hit.lowerBound, above, prefix)
  }

  private func found(_ content: UnsafeRawBufferPointer, _ start: Int, _ above: Above, _ prefix: LinePrefix?) -> Found? {
    for grammar in grammars {
      var machine = GrammarMachine(grammar)
      if case .line = machine.step(content) {
        let trace = OpenTrace(machine, prefix: prefix, isPassedOver: false)
        return Found(trace: trace, grammar: grammar, prefix: prefix, start: start, isBelowItsException: false)
      }
    }
    guard above != .nothing else { return nil }
    for grammar in grammars where grammar.exception == .beforeFrames {
      var machine = GrammarMachine(grammar)
      machine.startInline()
      if case .line(let read) = machine.step(content), read.kind == .frame || read.kind == .omitted {
        let trace = OpenTrace(machine, prefix: prefix, isPassedOver: above == .plain)
        return Found(trace: trace, grammar: grammar, prefix: prefix, start: start, isBelowItsException: true)
      }
    }
    return nil
  }

  private static func constant(_ text: String, _ options: PatternOptions) -> Pattern {
    do {
      return try Pattern(text, options: options)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func escaped(_ literal: [UInt8]) -> String {
    literal.map { byte in
      byte.isLetter || byte.isDigit ? String(UnicodeScalar(byte)) : "\\x{" + String(byte, radix: 16) + "}"
    }.joined()
  }
}
