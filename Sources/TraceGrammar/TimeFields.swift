import Healing

/// The parts of a time in a log line, as far as it has them.
struct TimeFields {
  private var year: Int64?
  private var month: Int64?
  private var day: Int64?
  private var seconds: Int64 = 0
  private var nanoseconds: Int64 = 0
  /// East of Greenwich, in seconds.
  private var zone: Int64?
  /// Nanoseconds since the epoch, where the line counts those.
  private var absolute: Int64?
  /// Where it ends in the line.
  private(set) var end: Int

  /// Reads the time that starts at `start`; nil when none does.
  init?(_ line: UnsafeRawBufferPointer, _ start: Int) {
    end = start
    if end < line.count, line[end] == UInt8(ascii: "[") || line[end] == UInt8(ascii: "(") { end += 1 }
    guard end < line.count else { return nil }
    if line[end].isDigit {
      guard isoDate(line) || dayFirst(line) || clock(line) || epoch(line) else { return nil }
    } else {
      guard monthFirst(line) || glog(line) else { return nil }
    }
  }

  /// The point in time; what is missing comes from `now`.
  func timestamp(now: Timestamp, offset: Int64) -> Timestamp? {
    if let absolute { return Timestamp(nanoseconds: absolute) }
    let east = zone ?? offset
    let today = civil(daysSinceEpoch: (now.nanoseconds / 1_000_000_000 + east).floorDivided(by: 86_400))
    let date = (year ?? today.year, month ?? today.month, day ?? today.day)
    guard (1...12).contains(date.1), (1...31).contains(date.2), (1970...2200).contains(date.0) else { return nil }
    let start = days(year: date.0, month: date.1, day: date.2) * 86_400 - east
    var result = Timestamp(nanoseconds: (start + seconds) * 1_000_000_000 + nanoseconds)
    // Without a year, a line of last December must not lie in the future.
    if year == nil, month != nil, result.nanoseconds &- now.nanoseconds > 86_400_000_000_000 {
      let earlier = days(year: date.0 - 1, month: date.1, day: date.2) * 86_400 - east
      result = Timestamp(nanoseconds: (earlier + seconds) * 1_000_000_000 + nanoseconds)
    }
    return result
  }

  private func number(_ line: UnsafeRawBufferPointer, _ place: Int, _ count: Int) -> Int64 {
    (0..<count).reduce(0) { $0 * 10 + Int64(line[place + $1] & 0x0F) }
  }

  /// `2026-11-24T02:32:10.281Z`, `2026/11/24 02:32:10,281 +0100`.
  private mutating func isoDate(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.looksLike("0000.00.00", at: end), "-/.".utf8.contains(line[end + 4]), line[end + 4] == line[end + 7]
    else {
      return false
    }
    year = number(line, end, 4)
    month = number(line, end + 5, 2)
    day = number(line, end + 8, 2)
    end += 10
    guard end < line.count else { return true }
    if "T t_".utf8.contains(line[end]), line.looksLike("00:00:00", at: end + 1) {
      end += 1
      return clock(line)
    }
    return line[end] == 0x20
  }

  /// `24/Nov/2026:02:32:10 +0000`, `24-Nov-2026 02:32:10.123`, `24 Nov 2026 02:32:10`, `24/11/2026 02:32:10`.
  private mutating func dayFirst(_ line: UnsafeRawBufferPointer) -> Bool {
    if line.looksLike("00.00.0000 00:00:00", at: end), "/.-".utf8.contains(line[end + 2]) {
      day = number(line, end, 2)
      month = number(line, end + 3, 2)
      year = number(line, end + 6, 4)
      end += 11
      return clock(line)
    }
    guard line.looksLike("00.....0000.00:00:00", at: end), let month = monthNumber(line, end + 3) else { return false }
    self.month = month
    day = number(line, end, 2)
    year = number(line, end + 7, 4)
    end += 12
    return clock(line)
  }

  /// `Nov 24 02:32:10`, `Tue Nov 24 02:32:10 2026`, `Tue Nov 24 02:32:10.123 2026`.
  private mutating func monthFirst(_ line: UnsafeRawBufferPointer) -> Bool {
    var place = end
    if weekdays.contains(where: { line.has($0, at: place) }) { place += line.has(", ", at: place + 3) ? 5 : 4 }
    guard let month = monthNumber(line, place), place + 6 < line.count, line[place + 3] == 0x20,
      line.looksLike("00:00:00", at: place + 7), line[place + 5].isDigit
    else { return false }
    self.month = month
    day = line[place + 4] == 0x20 ? number(line, place + 5, 1) : number(line, place + 4, 2)
    end = place + 7
    guard clock(line) else { return false }
    if line.looksLike(" 0000", at: end), end + 5 == line.count || !line[end + 5].isDigit {
      year = number(line, end + 1, 4)
      end += 5
    }
    return true
  }

  /// `E1124 02:32:10.123456`.
  private mutating func glog(_ line: UnsafeRawBufferPointer) -> Bool {
    guard "IWEFD".utf8.contains(line[end]), line.looksLike("0000 00:00:00.000", at: end + 1) else { return false }
    month = number(line, end + 1, 2)
    day = number(line, end + 3, 2)
    end += 6
    return clock(line)
  }

  /// `02:32:10.281+01:00` and what of it is there.
  private mutating func clock(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.looksLike("00:00:00", at: end) else { return false }
    let (hour, minute, second) = (number(line, end, 2), number(line, end + 3, 2), number(line, end + 6, 2))
    guard hour < 25, minute < 60, second < 61 else { return false }
    seconds = hour * 3_600 + minute * 60 + second
    end += 8
    if end + 1 < line.count, line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ","), line[end + 1].isDigit {
      end += 1
      nanoseconds = fraction(line)
    }
    readZone(line)
    return true
  }

  private mutating func fraction(_ line: UnsafeRawBufferPointer) -> Int64 {
    var value: Int64 = 0
    var digits = 0
    while end < line.count, line[end].isDigit {
      if digits < 9 {
        value = value * 10 + Int64(line[end] & 0x0F)
        digits += 1
      }
      end += 1
    }
    for _ in digits..<9 { value *= 10 }
    return value
  }

  private mutating func readZone(_ line: UnsafeRawBufferPointer) {
    guard end < line.count else { return }
    if line[end] == UInt8(ascii: "Z") {
      zone = 0
      end += 1
      return
    }
    for (name, length): (StaticString, Int) in [(" UTC", 4), (" GMT", 4)] where line.has(name, at: end) {
      zone = 0
      end += length
      return
    }
    let sign = line[end] == 0x20 ? end + 1 : end
    guard sign < line.count, line[sign] == UInt8(ascii: "+") || line[sign] == UInt8(ascii: "-") else { return }
    let width = line.looksLike("00:00", at: sign + 1) ? 5 : line.looksLike("0000", at: sign + 1) ? 4 : 0
    guard width > 0, sign + 1 + width == line.count || !line[sign + 1 + width].isDigit else { return }
    let east = number(line, sign + 1, 2) * 3_600 + number(line, sign + width - 1, 2) * 60
    zone = line[sign] == UInt8(ascii: "-") ? -east : east
    end = sign + 1 + width
  }

  /// `1795487530`, `1795487530.281`, `1795487530281`.
  private mutating func epoch(_ line: UnsafeRawBufferPointer) -> Bool {
    var stop = end
    while stop < line.count, line[stop].isDigit { stop += 1 }
    let digits = stop - end
    // From 2001 to 2128, so that no number overflows.
    guard digits == 10 || digits == 13 || digits == 19, (1...4).contains(line[end] & 0x0F) else { return false }
    let value = number(line, end, digits)
    end = stop
    absolute = value * (digits == 10 ? 1_000_000_000 : digits == 13 ? 1_000_000 : 1)
    if digits == 10, end + 1 < line.count, line[end] == UInt8(ascii: "."), line[end + 1].isDigit {
      end += 1
      absolute = value * 1_000_000_000 + fraction(line)
    }
    return end == line.count || " \t]:".utf8.contains(line[end])
  }
}

private let weekdays: [StaticString] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
private let months: [StaticString] = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

private func monthNumber(_ line: UnsafeRawBufferPointer, _ place: Int) -> Int64? {
  months.firstIndex { line.has($0, at: place) }.map { Int64($0 + 1) }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
  }
}

/// Days from 1970-01-01 to a date of the Gregorian calendar.
private func days(year: Int64, month: Int64, day: Int64) -> Int64 {
  let year = month <= 2 ? year - 1 : year
  let era = year.floorDivided(by: 400)
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civil(daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
  let shifted = daysSinceEpoch + 719_468
  let era = shifted.floorDivided(by: 146_097)
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}
