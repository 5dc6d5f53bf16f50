/// OpenTelemetry's severity number, 1 to 24.
public struct Severity: RawRepresentable, Sendable, Hashable, Comparable, Codable {
  /// 0 or less from a monitor: to be read out of the text. The intake cuts all to 1 to 24.
  public var rawValue: Int64
  /// Takes any number of the scale, also one between the names below.
  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// The lowest of the four numbers that OpenTelemetry calls DEBUG; likewise with the others.
  public static let debug = Severity(rawValue: 5)
  /// Business as usual.
  public static let info = Severity(rawValue: 9)
  /// Nothing has failed yet.
  public static let warning = Severity(rawValue: 13)
  /// The lowest that opens an incident.
  public static let error = Severity(rawValue: 17)
  /// The process cannot go on.
  public static let fatal = Severity(rawValue: 21)

  /// Less grave comes first.
  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
