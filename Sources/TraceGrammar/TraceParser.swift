public import Healing
import Patterns

/// Reads stack traces out of text, whoever wrapped it: a container's runtime, a logger with a prefix, a terminal.
public struct TraceParser: Sendable {
  private let grammars: [TraceGrammar]
  private let finder: TraceFinder

  /// Makes a parser for traces of `grammars`; the first that knows a line counts.
  public init(_ grammars: [TraceGrammar]) {
    self.grammars = grammars
    finder = TraceFinder(grammars)
  }

  /// The exceptions of the last trace in `text` that has frames, or of the last at all, root cause first. Empty when
  /// there is no trace.
  public func exceptions(in text: String) -> [ThrownException] {
    let traces = traces(in: text)
    return (traces.last { $0.exceptions.contains { !$0.frames.isEmpty } } ?? traces.last)?.exceptions ?? []
  }

  /// Every trace in `text`, in order.
  public func traces(in text: String) -> [ParsedTrace] {
    var reading = TraceReading(grammars, finder)
    for line in CleanLines(text) { line.withUnsafeBytes { reading.take($0) } }
    return reading.finish()
  }

  /// What the examples of the grammars show to be wrong, each with the grammar's name. Each example is also tried on
  /// the other grammars, which must read nothing else in it.
  public func failedExamples() -> [String] {
    grammars.flatMap { grammar in
      grammar.examples.enumerated().flatMap { index, example in
        let own = TraceParser([grammar]).exceptions(in: example.trace)
        let together = exceptions(in: example.trace)
        let others = own == together ? [] : ["another grammar reads it as \(together.map(\.type))"]
        return (example.differences(from: own) + others).map { "\(grammar.name), example \(index): \($0)" }
      }
    }
  }
}
