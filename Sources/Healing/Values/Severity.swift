/// OpenTelemetry's severity number, 1 to 24.
public struct Severity: RawRepresentable, Sendable, Hashable, Comparable, Codable {
  public var rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }

  public static let debug = Severity(rawValue: 5)
  public static let info = Severity(rawValue: 9)
  public static let warning = Severity(rawValue: 13)
  public static let error = Severity(rawValue: 17)
  public static let fatal = Severity(rawValue: 21)

  public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}
