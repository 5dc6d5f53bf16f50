import Healing
import Patterns
import TraceGrammar

/// What all events of one stream share, and how a record becomes one.
struct LogSource {
  private static let longestText = 64 * 1_024

  let settings: TailSettings
  let path: String
  let finder: TraceFinder
  let parser: TraceParser
  /// East of Greenwich, in seconds: for times without a zone.
  let zone: Int64

  /// The event of a record that tells of an error; nil when it does not.
  func event(_ record: JoinedRecord, _ file: FileIdentity, at now: Timestamp) -> Event? {
    let severity = record.head.severity ?? (record.traceStart == nil ? .info : .error)
    guard severity >= .error || record.traceStart != nil else { return nil }
    var event = Event(
      id: id(file, record.place.lowerBound, record.bytes), at: now, service: settings.service, source: path,
      signal: .error, severity: Swift.max(severity, .error), message: "")
    if record.head.isJSON, let line = JSONLine(record.bytes) {
      line.fill(&event)
      event.at = line.time(now: now, offset: zone) ?? now
    } else {
      fill(&event, record)
      event.at = time(record, now) ?? now
    }
    if event.type == nil, let trace = event.trace { event.type = parser.exceptions(in: trace).first?.type }
    if let request = FailingRequestText.find(in: record.text) { event.add("failing_request", request) }
    if record.omittedBytes > 0 { event.add("omitted_bytes", .integer(Int64(record.omittedBytes))) }
    return event
  }

  /// Names what was read at a place: the same again after a restart, another once the file was replaced.
  func id(_ file: FileIdentity, _ offset: Int64, _ bytes: [UInt8]) -> String {
    let words = [file.device, file.inode, UInt64(offset), FileHead(bytes).hash]
    return "log-" + words.map { String($0, radix: 16) }.joined(separator: "-")
  }

  private func fill(_ event: inout Event, _ record: JoinedRecord) {
    let bytes = record.bytes
    event.trace = record.trace.map { Self.shortened($0) }
    let headEnd = record.traceStart.map { Swift.max(0, $0 - 1) } ?? bytes.count
    let textStart = Swift.min(record.head.textStart, headEnd)
    event.message = Self.shortened(String(decoding: bytes[textStart..<headEnd], as: UTF8.self))
    if event.message.isEmpty, let trace = event.trace, let root = parser.exceptions(in: trace).last {
      event.message = root.message.isEmpty ? root.type : "\(root.type): \(root.message)"
    }
    event.pid = Self.process(of: bytes, before: headEnd)
  }

  private func time(_ record: JoinedRecord, _ now: Timestamp) -> Timestamp? {
    guard let place = record.head.time else { return nil }
    return record.bytes.withUnsafeBytes { bytes in
      // Behind an address the time stands in the middle.
      place.lowerBound < bytes.count ? LogTime.read(bytes, at: place.lowerBound, now: now, offset: zone) : nil
    }
  }

  /// `shop[71]:` and `pid=71` name a process.
  private static func process(of bytes: [UInt8], before end: Int) -> Int64? {
    bytes.withUnsafeBytes { bytes in
      processPattern?.firstMatch(in: UnsafeRawBufferPointer(rebasing: bytes[..<Swift.min(end, 256)])).flatMap {
        ($0.text(1) ?? $0.text(2)).flatMap { Int64($0) }
      }
    }
  }

  private static let processPattern: Pattern? = {
    do {
      return try Pattern(#"[A-Za-z]\[(\d{1,10})\]|\bpid[=: ](\d{1,10})\b"#)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The beginning and the end of a text that is too long; the end holds the exception of some traces.
  static func shortened(_ text: String) -> String {
    guard text.utf8.count > longestText else { return text }
    let head = text.utf8.prefix(longestText / 2)
    let tail = text.utf8.suffix(longestText / 2 - 64)
    return String(decoding: head, as: UTF8.self) + "\n[...]\n" + String(decoding: tail, as: UTF8.self)
  }
}
