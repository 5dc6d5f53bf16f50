/// A place in the service's source that may be at fault.
public struct Location: Sendable, Hashable, Codable {
  /// Relative to the service's root.
  public var file: String
  /// From 1.
  public var line: Int
  /// The last line, from 1 and included; nil: `line` alone.
  public var endLine: Int?
  /// The function around it; nil: at the top of the file, or not known.
  public var symbol: String?
  /// 0 to 1; the places of one diagnosis fall.
  public var score: Double

  /// A place; lines count from 1.
  public init(file: String, line: Int, endLine: Int? = nil, symbol: String? = nil, score: Double) {
    self.file = file
    self.line = line
    self.endLine = endLine
    self.symbol = symbol
    self.score = score
  }
}
