import Healing

/// The words that loggers use for how bad a line is.
enum LevelWord {
  struct Found {
    var severity: Severity
    var range: Range<Int>
    /// Whether a bracket, a colon or the like says that it is a level and not a word of the text.
    var isMarked: Bool
  }

  /// How far behind the time a level is looked for.
  private static let reach = 96

  /// The first word that is a level and stands like one.
  static func find(in line: UnsafeRawBufferPointer, from start: Int) -> Found? {
    let end = Swift.min(line.count, start + reach)
    var place = start
    while place < end {
      guard line[place].isLetter else {
        place += 1
        continue
      }
      var stop = place + 1
      while stop < line.count, line[stop].isLetter { stop += 1 }
      if (3...11).contains(stop - place) || stop - place == 1, let found = level(line, place..<stop, start) {
        return found
      }
      place = stop
    }
    return nil
  }

  private static func level(_ line: UnsafeRawBufferPointer, _ range: Range<Int>, _ start: Int) -> Found? {
    let before: UInt8 = range.lowerBound > 0 ? line[range.lowerBound - 1] : 0x20
    let behind: UInt8 = range.upperBound < line.count ? line[range.upperBound] : 0x20
    guard isBoundary(before), isBoundary(behind), let severity = severity(of: line, range) else { return nil }
    let isBracketed = "[(<|\"".utf8.contains(before) && "])>|\"".utf8.contains(behind)
    let isMarked = isBracketed || behind == UInt8(ascii: ":") || before == UInt8(ascii: "=")
    let isUpper = line[range.lowerBound].isUpper && line[range.upperBound - 1].isUpper
    if range.count == 1 {
      return isBracketed && isUpper ? Found(severity: severity, range: range, isMarked: true) : nil
    }
    guard isUpper || isMarked || (range.lowerBound <= start + 1 && start > 0) else { return nil }
    if before == UInt8(ascii: "="), !isLevelKey(line, range.lowerBound - 1) { return nil }
    let standsInFront = isUpper && (behind == 0x20 || behind == 0x09)
    return Found(severity: severity, range: range, isMarked: isMarked || standsInFront)
  }

  private static func isBoundary(_ byte: UInt8) -> Bool {
    byte.isSpace || "[]()<>|:=,;\"'-*".utf8.contains(byte)
  }

  private static func isLevelKey(_ line: UnsafeRawBufferPointer, _ end: Int) -> Bool {
    line.has("level", at: end - 5) || line.has("lvl", at: end - 3) || line.has("severity", at: end - 8)
  }

  /// The level of a word in any case.
  static func severity(of line: UnsafeRawBufferPointer, _ range: Range<Int>) -> Severity? {
    var packed: UInt64 = 0
    for byte in line[range].prefix(8) { packed = packed << 8 | UInt64(byte | 0x20) }
    return words[packed]
  }

  private static let words: [UInt64: Severity] = {
    let table: [(Severity, [String])] = [
      (Severity(rawValue: 1), ["trace", "verbose", "finest", "finer", "t", "v"]),
      (.debug, ["debug", "dbug", "dbg", "fine", "d"]),
      (.info, ["info", "information", "inf", "notice", "config", "i", "log"]),
      (.warning, ["warn", "warning", "wrn", "w"]),
      (.error, ["error", "err", "eror", "severe", "fail", "e"]),
      (.fatal, ["fatal", "critical", "crit", "ftl", "panic", "alert", "emerg", "emergency", "f"]),
    ]
    var words: [UInt64: Severity] = [:]
    for (severity, names) in table {
      for name in names {
        words[name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1 | 0x20) }] = severity
      }
    }
    return words
  }()

  /// The level of a JSON line, in the fields and forms of the usual loggers.
  static func inJSON(_ line: UnsafeRawBufferPointer) -> Severity? {
    for key: StaticString in ["\"level\"", "\"severity\"", "\"levelname\"", "\"log.level\"", "\"lvl\"", "\"@l\""] {
      guard let hit = line.find(key) else { continue }
      var place = hit + key.utf8CodeUnitCount
      while place < line.count, line[place] == 0x20 || line[place] == UInt8(ascii: ":") { place += 1 }
      guard place < line.count else { continue }
      if line[place] == UInt8(ascii: "\"") {
        var stop = place + 1
        while stop < line.count, line[stop].isLetter { stop += 1 }
        if let severity = severity(of: line, (place + 1)..<stop) { return severity }
      } else if line[place].isDigit, let severity = ofNumber(line, place) {
        return severity
      }
    }
    return nil
  }

  /// Bunyan and pino count 10, 20, ... 60.
  private static func ofNumber(_ line: UnsafeRawBufferPointer, _ place: Int) -> Severity? {
    guard line.looksLike("00", at: place), place + 2 < line.count, !line[place + 2].isDigit else { return nil }
    return ofTens(Int(line[place] - 0x30))
  }

  /// The level whose number is ten times this.
  static func ofTens(_ tens: Int) -> Severity? {
    switch tens {
    case 1: Severity(rawValue: 1)
    case 2: .debug
    case 3: .info
    case 4: .warning
    case 5: .error
    case 6: .fatal
    default: nil
    }
  }

  /// The level of a syslog priority, 0 to 7.
  static func ofSyslog(_ level: Int) -> Severity {
    switch level {
    case ..<3: .fatal
    case 3: .error
    case 4: .warning
    case 5, 6: .info
    default: .debug
    }
  }
}
