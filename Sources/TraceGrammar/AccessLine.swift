/// A line that tells of a request and its answer.
public struct AccessLine: Sendable, Hashable {
  /// The request's method.
  public var method: Range<Int>
  /// Its target: path and query.
  public var target: Range<Int>
  /// The status of the answer.
  public var status: Int
  /// How long it took, in seconds, where the line says so with a unit.
  public var seconds: Double?

  /// Finds `"GET /path HTTP/1.1" 200` anywhere in `line`, or `GET /path 200 3ms` where its text starts, behind
  /// the names of loggers and threads at most.
  public static func find(in line: UnsafeRawBufferPointer, textStart: Int) -> AccessLine? {
    if let quote = line.find(UInt8(ascii: "\"")) {
      var place = quote
      for _ in 0..<4 {
        if let found = read(line, place + 1, quoted: true) { return found }
        guard let next = line.find(UInt8(ascii: "\""), from: place + 1) else { break }
        place = next
      }
    }
    var start = textStart
    for _ in 0..<leadingWords {
      if let found = read(line, start, quoted: false) { return found }
      guard let space = line.find(0x20, from: start) else { break }
      start = space + 1
    }
    return nil
  }

  /// How many words from the start of its text a request may begin.
  private static let leadingWords = 4

  private static func read(_ line: UnsafeRawBufferPointer, _ start: Int, quoted: Bool) -> AccessLine? {
    guard let method = methodEnd(line, start),
      let targetEnd = wordEnd(line, method + 1, stop: quoted ? UInt8(ascii: "\"") : 0x20)
    else { return nil }
    var place = targetEnd
    if line.has(" HTTP/", at: place) {
      guard let end = wordEnd(line, place + 1, stop: quoted ? UInt8(ascii: "\"") : 0x20) else { return nil }
      place = end
    }
    while place < line.count,
      line[place] == UInt8(ascii: "\"") || line[place] == 0x20 || line[place] == UInt8(ascii: "-")
        || line[place] == UInt8(ascii: ">")
    {
      place += 1
    }
    guard line.looksLike("000", at: place), place + 3 == line.count || !line[place + 3].isDigit,
      (1...5).contains(line[place] - 0x30)
    else { return nil }
    let status = (0..<3).reduce(0) { $0 * 10 + Int(line[place + $1] - 0x30) }
    return AccessLine(
      method: start..<method, target: (method + 1)..<targetEnd, status: status, seconds: duration(line, place + 3))
  }

  /// The end of `GET`, `POST` ... where a `/` or `*` follows.
  private static func methodEnd(_ line: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    guard start < line.count, line[start].isUpper else { return nil }
    var place = start + 1
    while place < line.count, place - start < 8, line[place].isUpper { place += 1 }
    guard place - start >= 3, place + 1 < line.count, line[place] == 0x20 else { return nil }
    let next = line[place + 1]
    guard next == UInt8(ascii: "/") || next == UInt8(ascii: "*") || line.has("http", at: place + 1) else { return nil }
    return place
  }

  private static func wordEnd(_ line: UnsafeRawBufferPointer, _ start: Int, stop: UInt8 = 0x20) -> Int? {
    var place = start
    while place < line.count, line[place] != 0x20, line[place] != stop { place += 1 }
    return place > start ? place : nil
  }

  /// The first number with a unit of time behind it, such as `3ms`, `0.004s` or `12.5 ms`.
  private static func duration(_ line: UnsafeRawBufferPointer, _ start: Int) -> Double? {
    var place = start
    let end = Swift.min(line.count, start + 96)
    while place < end {
      guard line[place].isDigit, place == 0 || !isNumberPart(line[place - 1]) else {
        place += 1
        continue
      }
      guard let (value, stop) = number(line, place) else { return nil }
      let unit = stop < line.count && line[stop] == 0x20 ? stop + 1 : stop
      if let scale = unitScale(line, unit) { return value * scale }
      place = stop
    }
    return nil
  }

  private static func isNumberPart(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || ".:/-_%".utf8.contains(byte)
  }

  private static func number(_ line: UnsafeRawBufferPointer, _ start: Int) -> (Double, Int)? {
    var place = start
    var value = 0.0
    while place < line.count, line[place].isDigit, place - start < 15 {
      value = value * 10 + Double(line[place] - 0x30)
      place += 1
    }
    if place + 1 < line.count, line[place] == UInt8(ascii: "."), line[place + 1].isDigit {
      place += 1
      var scale = 0.1
      while place < line.count, line[place].isDigit {
        value += Double(line[place] - 0x30) * scale
        scale /= 10
        place += 1
      }
    }
    return place > start ? (value, place) : nil
  }

  private static func unitScale(_ line: UnsafeRawBufferPointer, _ place: Int) -> Double? {
    func isUnit(_ word: StaticString) -> Bool {
      let end = place + word.utf8CodeUnitCount
      return line.has(word, at: place) && (end >= line.count || !line[end].isLetter)
    }
    if isUnit("ms") { return 0.001 }
    if isUnit("s") || isUnit("sec") { return 1 }
    if isUnit("us") || isUnit("µs") || isUnit("μs") { return 0.000_001 }
    if isUnit("ns") { return 0.000_000_001 }
    return nil
  }
}
