/// A place in a source.
public struct SourcePoint: Sendable, Hashable, Comparable {
  /// From 0.
  public var row: Int
  /// Bytes from the start of the row.
  public var column: Int

  /// - Parameter column: in bytes.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// By rows, then by columns.
  public static func < (left: SourcePoint, right: SourcePoint) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}
