import Healing
import YAMLDocument

/// How a duration is written.
enum DurationText {
  enum Result {
    case duration(Duration)
    case wrong(suggestion: String?)
    case outOfRange
  }

  /// The units with their length in milliseconds, the longest names first so that `ms` is no `m`.
  static let units: [(String, Double)] = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]

  static let longestDays = 3650

  static func read(_ scalar: YAMLScalar) -> Result {
    if let seconds = scalar.json.double { return duration(seconds, "s") ?? .outOfRange }
    let text = scalar.text
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = String(text.dropFirst(number.count))
    guard let value = Double(number), number.first != ".", number.last != "." else { return .wrong(suggestion: nil) }
    if let duration = duration(value, unit) { return duration }
    let meant = spelled[unit.drop { $0 == " " }.lowercased()].map { "write \(number)\($0)" }
    return .wrong(suggestion: meant ?? (unit.isEmpty ? "name the unit: \(number)s" : nil))
  }

  /// In the largest unit that needs no fraction.
  static func written(_ duration: Duration) -> String {
    let milliseconds = duration.inSeconds * 1000
    let unit = units.last { milliseconds.truncatingRemainder(dividingBy: $0.1) == 0 } ?? units[0]
    return "\(Int(milliseconds / unit.1))\(unit.0)"
  }

  private static func duration(_ value: Double, _ unit: String) -> Result? {
    guard let milliseconds = units.first(where: { $0.0 == unit })?.1 else { return nil }
    let total = value * milliseconds
    guard total > 0, total <= Double(longestDays) * 86_400_000 else { return .outOfRange }
    // Whole microseconds: a fraction of a unit is not spoilt by the way doubles are kept.
    return .duration(.microseconds(Int64((total * 1000).rounded())))
  }

  private static let spelled: [String: String] = [
    "ms": "ms", "msec": "ms", "millis": "ms", "millisecond": "ms", "milliseconds": "ms",
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "m": "m", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
    "h": "h", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "d": "d", "day": "d", "days": "d",
  ]
}
