import Healing

/// A record that may still grow.
struct OpenRecord {
  private let limits: JoinerLimits
  private(set) var bytes: [UInt8] = []
  private(set) var head = LineHead()
  private(set) var place: Range<Int64> = 0..<0
  private(set) var lines = 0
  private var omitted = 0
  private var traceStart: Int?

  init(_ limits: JoinerLimits) {
    self.limits = limits
  }

  var isEmpty: Bool { lines == 0 }
  var hasTrace: Bool { traceStart != nil }

  mutating func start(_ line: UnsafeRawBufferPointer, _ head: LineHead, _ place: Range<Int64>) {
    precondition(isEmpty, "a record starts while another with \(lines) lines is open")
    self.head = head
    self.place = place
    append(line, place)
  }

  mutating func append(_ line: UnsafeRawBufferPointer, _ place: Range<Int64>) {
    self.place = self.place.lowerBound..<place.upperBound
    let room = min(limits.line, limits.record - bytes.count - 1)
    if lines > 0, room >= 0 { bytes.append(0x0A) }
    lines += 1
    let kept = max(0, min(line.count, room))
    bytes.append(contentsOf: line[..<kept])
    omitted += line.count - kept
  }

  /// The next line that is appended is the first of the trace.
  mutating func markTrace() {
    if traceStart == nil { traceStart = isEmpty ? 0 : bytes.count + 1 }
  }

  /// The trace starts with the exception in the last line, which stands in front of its frames.
  mutating func markTraceAtLastLine() {
    if traceStart == nil { traceStart = (bytes.lastIndex(of: 0x0A) ?? -1) + 1 }
  }

  /// Ends the record and leaves an empty one; nil when there is none.
  mutating func finish() -> JoinedRecord? {
    guard !isEmpty else { return nil }
    while let last = bytes.last, last == 0x0A { bytes.removeLast() }
    let record = JoinedRecord(
      bytes: bytes, place: place, head: head, lines: lines, omittedBytes: omitted,
      traceStart: traceStart.map { min($0, bytes.count) })
    bytes = []
    lines = 0
    omitted = 0
    traceStart = nil
    return record
  }
}
