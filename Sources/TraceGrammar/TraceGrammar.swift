public import Healing
public import Patterns

/// How the stack traces of one runtime look: a file `traces/*.yaml` of a language pack.
///
/// ```yaml
/// name: java
/// frames: innermost-first
/// exception: before-frames
/// lines:
///   - is: frame
///     match: '^\s+at (?<module>[\w.]+)\.(?<symbol>\w+)\((?<file>[^:]+):(?<line>\d+)\)$'
/// ```
///
/// The rules are tried in their order; the first whose `after` and `match` fit says what the line is.
public struct TraceGrammar: Sendable {
  /// In which order the frames stand.
  public enum FrameOrder: String, Sendable { case innermostFirst = "innermost-first", innermostLast = "innermost-last" }
  /// Where the exception's own line stands.
  public enum ExceptionPlace: String, Sendable { case beforeFrames = "before-frames", afterFrames = "after-frames" }
  /// What the file of a frame is relative to.
  public enum FilePlace: String, Sendable {
    case asWritten = "as-written"
    /// A bare name, in the folder that the frame's package names.
    case belowPackage = "below-package"
  }

  /// The name by which messages call the grammar.
  public let name: String
  /// In which order its frames stand.
  public let frames: FrameOrder
  /// Where the exception's own line stands.
  public let exception: ExceptionPlace
  /// What the file of a frame is relative to.
  public let files: FilePlace
  /// What a runtime draws in front of the lines of a group's members.
  public let margin: Pattern?
  /// The rules, in the order in which they are tried.
  public let rules: [LineRule]
  /// Finds an exception within the line above the first frame, where a logger put text in front of it.
  public let inline: Pattern?
  /// Traces and what must be read in them.
  public let examples: [GrammarExample]
  /// Which rules may apply after a line of a kind.
  let following: [LineKind: [LineRule]]
  /// Which rules may start a trace.
  let starting: [LineRule]

  /// Reads a grammar.
  /// - Parameters:
  ///   - document: the file, as JSON.
  ///   - place: what messages call the file.
  /// - Throws: ``GrammarFailure`` for the first mistake.
  public init(_ document: JSONValue, place: String) throws(GrammarFailure) {
    let reader = try GrammarReader(document, place)
    name = try reader.text("name")
    frames = try reader.word("frames", or: .innermostFirst)
    exception = try reader.word("exception", or: .beforeFrames)
    files = try reader.word("files", or: .asWritten)
    margin = try reader.pattern("margin")
    inline = try reader.pattern("inline")
    rules = try reader.rules("lines")
    examples = try reader.examples("examples")
    try reader.refuseUnknown(["name", "frames", "exception", "files", "margin", "inline", "lines", "examples"])
    let rules = self.rules
    starting = rules.filter(\.starts)
    following = Dictionary(
      uniqueKeysWithValues: LineKind.allCases.map { kind in
        (kind, rules.filter { $0.after.contains(kind) || ($0.after.isEmpty && !$0.starts) })
      })
  }
}
