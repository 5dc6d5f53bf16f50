import Healing
import Patterns

/// Joins the lines of one stream into records. It is pure: it reads no file and no clock, and keeps one record in memory.
///
/// ```swift
/// var joiner = TraceJoiner(grammars)
/// if let record = joiner.take(line, at: 0..<line.count).finished { ... }
/// if let record = joiner.flush() { ... }      // after a while without lines
/// ```
///
/// An error line in front of a trace belongs to the trace's record, and so does a line about the failing request right
/// behind it.
public struct TraceJoiner: Sendable {
  private enum State {
    /// Nothing is open.
    case idle
    /// The last line was plain; lines that continue it are passed over.
    case plain
    /// The open record is a line, perhaps with some more, that may be the header of a trace.
    case header
    /// The open record is a trace.
    case trace(OpenTrace)
  }

  private let finder: TraceFinder
  private var state = State.idle
  private var open: OpenRecord
  private var shape = StreamShape()

  /// Makes a joiner for one stream.
  /// - Parameter grammars: those of the languages that may write to it; the first that knows a line counts.
  public init(_ grammars: [TraceGrammar], limits: JoinerLimits = JoinerLimits()) {
    self.init(TraceFinder(grammars), limits: limits)
  }

  /// As above, with what all joiners of the same grammars share.
  public init(_ finder: TraceFinder, limits: JoinerLimits = JoinerLimits()) {
    self.finder = finder
    open = OpenRecord(limits)
  }

  /// Where the record that is not yet finished begins; nil when there is none.
  public var pendingStart: Int64? { open.isEmpty ? nil : open.place.lowerBound }

  /// Takes the next line.
  /// - Parameters:
  ///   - line: without its newline; borrowed until the call returns.
  ///   - place: where it stands in the stream.
  public mutating func take(_ line: UnsafeRawBufferPointer, at place: Range<Int64>) -> JoinerStep {
    var line = line
    if line.last == 0x0D { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
    guard let stripped = TerminalCodes.stripped(line) else { return read(line, place) }
    return stripped.withUnsafeBytes { read($0, place) }
  }

  /// Ends the open record; call it when the stream has been quiet for a while or has ended.
  public mutating func flush() -> JoinedRecord? {
    state = .idle
    return open.finish()
  }

  private mutating func read(_ line: UnsafeRawBufferPointer, _ place: Range<Int64>) -> JoinerStep {
    if case .trace(var trace) = state {
      state = .idle
      if let content = trace.goesOn(with: line, shape) {
        open.append(content, place)
        state = .trace(trace)
        return JoinerStep()
      }
      if FailingRequestLine.isOne(line) {
        open.append(line, place)
        state = .trace(trace)
        return JoinerStep()
      }
    }
    if line.isBlank {
      if !open.isEmpty { open.append(line, place) }
      return JoinerStep()
    }
    let head = LineHead(line)
    if let found = finder.find(in: line, head, below: header) { return start(found, line, head, place) }
    if head.startsRecord { return startRecord(line, head, place) }
    return continueRecord(line, head, place)
  }

  private var header: TraceFinder.Above {
    switch state {
    case .plain: .plain
    case .header: .header
    default: .nothing
    }
  }

  private mutating func start(
    _ found: TraceFinder.Found, _ line: UnsafeRawBufferPointer, _ head: LineHead, _ place: Range<Int64>
  ) -> JoinerStep {
    if found.trace.isPassedOver {
      state = .plain
      return JoinerStep()
    }
    var finished: JoinedRecord?
    if case .header = state, found.isBelowItsException || isTroubleHeader {
    } else {
      finished = open.finish()
    }
    let content = UnsafeRawBufferPointer(rebasing: line[found.start...])
    if found.isBelowItsException { open.markTraceAtLastLine() } else { open.markTrace() }
    var head = head
    if found.start > 0 { head.moveBehindPrefix() }
    if open.isEmpty { open.start(content, head, place) } else { open.append(content, place) }
    state = .trace(found.trace)
    return JoinerStep(finished: finished)
  }

  /// Whether the open line announces trouble, so that the trace below is its own.
  private var isTroubleHeader: Bool {
    guard !open.head.isJSON else { return false }
    if let severity = open.head.severity { return severity >= .warning }
    return open.bytes.withUnsafeBytes { finder.mentionsTrouble($0) }
  }

  private mutating func startRecord(
    _ line: UnsafeRawBufferPointer, _ head: LineHead, _ place: Range<Int64>
  ) -> JoinerStep {
    if case .header = state, let severity = open.head.severity, severity >= .error, FailingRequestLine.isOne(line) {
      open.append(line, place)
      return JoinerStep()
    }
    shape.noteStructured()
    let finished = open.finish()
    let isPlain = head.severity.map { $0 < .warning } ?? head.isAccess
    if isPlain {
      state = .plain
    } else {
      open.start(line, head, place)
      state = .header
    }
    return JoinerStep(finished: finished, isPlain: isPlain, head: head)
  }

  private mutating func continueRecord(
    _ line: UnsafeRawBufferPointer, _ head: LineHead, _ place: Range<Int64>
  ) -> JoinerStep {
    let continues = line[0].isSpace || shape.isStructured
    switch state {
    case .plain where continues: return JoinerStep()
    case .header where continues:
      open.append(line, place)
      return JoinerStep()
    default:
      shape.noteUnstructured(line)
      let finished = open.finish()
      open.start(line, head, place)
      state = .header
      return JoinerStep(finished: finished, head: head)
    }
  }
}
