public import Healing

/// What the beginning of a log line says: whether a record starts there, how bad it is, and where its own text begins.
///
/// Known are the usual shapes: a time in front in the forms of ISO 8601, of the common log, of syslog, of glog or in
/// seconds; a level in front; `key=value` lines; JSON objects; access lines. The times themselves are read by
/// ``LogTime``.
public struct LineHead: Sendable, Hashable {
  /// Whether the line looks like the first of a record, and not like a part of one.
  public var startsRecord = false
  /// The level that it names.
  public var severity: Severity?
  /// Whether it tells of a request that was answered.
  public var isAccess: Bool { access != nil }
  /// The request that it tells of.
  public var access: AccessLine?
  /// Whether it is a JSON object.
  public var isJSON = false
  /// Where the time stands.
  public var time: Range<Int>?
  /// Where the text behind time and level begins.
  public var textStart = 0

  /// The head of nothing.
  init() {}

  /// Reads the beginning of `line`.
  public init(_ line: UnsafeRawBufferPointer) {
    guard let first = line.first else { return }
    if first == UInt8(ascii: "{") {
      guard line.trimmedEnd.last == UInt8(ascii: "}") else { return }
      isJSON = true
      startsRecord = true
      severity = LevelWord.inJSON(line)
      return
    }
    if first.isSpace || first == UInt8(ascii: "|") || first == UInt8(ascii: "+") { return }
    var place = 0
    if first == UInt8(ascii: "<"), let end = priority(line) { place = end }
    if let end = LogTime.end(in: line, at: place) {
      time = place..<end
      startsRecord = true
      place = end
    } else if let end = addressAndTime(line, place) {
      startsRecord = true
      place = end
    } else if place > 0 || startsWithKey(line) {
      startsRecord = true
    }
    readLevel(line, place)
    readAccess(line, place)
    if isAccess { startsRecord = true }
  }

  /// The line was cut behind the prefix of a logger, and what stood there is gone.
  mutating func moveBehindPrefix() {
    time = nil
    textStart = 0
  }

  /// `<11>`: facility times eight plus level.
  private mutating func priority(_ line: UnsafeRawBufferPointer) -> Int? {
    var place = 1
    var value = 0
    while place < line.count, place < 4, line[place].isDigit {
      value = value * 10 + Int(line[place] - 0x30)
      place += 1
    }
    guard place > 1, place < line.count, line[place] == UInt8(ascii: ">"), value < 192 else { return nil }
    severity = LevelWord.ofSyslog(value & 7)
    place += 1
    return line.looksLike("0 ", at: place) ? place + 2 : place
  }

  /// `level=error msg="..."`.
  private func startsWithKey(_ line: UnsafeRawBufferPointer) -> Bool {
    let keys: [StaticString] = ["level=", "lvl=", "severity=", "ts=", "time=", "timestamp=", "t="]
    return keys.contains { line.has($0) }
  }

  /// `host ident user [24/Nov/2026:02:32:10 +0000]`.
  private mutating func addressAndTime(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    var place = start
    for _ in 0..<3 {
      guard let space = line[place..<Swift.min(line.count, place + 128)].firstIndex(of: 0x20) else { return nil }
      place = space + 1
    }
    guard place < line.count, line[place] == UInt8(ascii: "["), let end = LogTime.end(in: line, at: place) else {
      return nil
    }
    time = place..<end
    return end
  }

  private mutating func readLevel(_ line: UnsafeRawBufferPointer, _ start: Int) {
    textStart = start
    guard let found = LevelWord.find(in: line, from: start) else { return }
    // A level in front makes a record even without a time.
    if found.range.lowerBound <= start + 1, found.isMarked { startsRecord = true }
    if startsRecord {
      severity = severity ?? found.severity
      if found.range.lowerBound <= start + 3 { textStart = afterPunctuation(line, found.range.upperBound) }
    }
    if textStart == start { textStart = afterPunctuation(line, start) }
  }

  private func afterPunctuation(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var place = start
    while place < line.count,
      line[place] == 0x20 || line[place] == UInt8(ascii: "]") || line[place] == UInt8(ascii: ":")
    {
      place += 1
    }
    return place
  }

  /// `"GET /path HTTP/1.1" 200`, or `GET /path 200` in front.
  private mutating func readAccess(_ line: UnsafeRawBufferPointer, _ start: Int) {
    access = AccessLine.find(in: line, textStart: textStart)
  }
}
