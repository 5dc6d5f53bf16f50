/// A batch of records as a value of Swift: a small table of one schema, with what a monitor says of its source.
public struct RecordBatch: Sendable, Hashable {
  /// One row.
  public struct Row: Sendable, Hashable {
    /// Unique in its schema; empty from a plugin: named by its content.
    public var id: String
    /// The record that caused this one; empty at the root.
    public var parent: String
    /// Nanoseconds since 1970; 0: unknown.
    public var at: Int64
    /// One for each key.
    public var cells: [Cell]

    /// A row; `cells` has as many as the batch has keys.
    public init(id: String, parent: String, at: Int64, cells: [Cell]) {
      self.id = id
      self.parent = parent
      self.at = at
      self.cells = cells
    }
  }

  /// `homeostasis.event/1`
  public var schema: String
  /// Which of the monitor's sources.
  public var stream: String
  /// The place after the last row; empty: no news.
  public var cursor: [UInt8]
  /// Names of the columns, each once.
  public var keys: [String]
  /// At most ``rowsAtMost`` across the wall between host and plugin.
  public var rows: [Row]

  /// A table; nothing is checked before ``check()`` or ``values(_:)``.
  public init(schema: String, stream: String = "", cursor: [UInt8] = [], keys: [String], rows: [Row]) {
    self.schema = schema
    self.stream = stream
    self.cursor = cursor
    self.keys = keys
    self.rows = rows
  }

  /// The most rows that one batch may have, by the contract.
  public static let rowsAtMost = 65_536
  /// The most bytes that one batch may have, by the contract.
  public static let bytesAtMost = 16 << 20
}
