/// A place in the service's source that may be at fault.
public struct Location: Sendable, Hashable, Codable {
  /// Relative to the service's root.
  public var file: String
  /// From 1.
  public var line: Int
  public var endLine: Int?
  public var symbol: String?
  /// 0 to 1; the places of one diagnosis fall.
  public var score: Double

  public init(file: String, line: Int, endLine: Int? = nil, symbol: String? = nil, score: Double) {
    self.file = file
    self.line = line
    self.endLine = endLine
    self.symbol = symbol
    self.score = score
  }
}
