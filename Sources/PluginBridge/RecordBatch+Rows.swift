import CHomeostasisPlugin
import Glibc

extension RecordBatch {
  /// One row, copied out of the batch.
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

  /// A table; nothing is checked before ``check()`` or ``values(_:)``.
  public init(schema: String, stream: String = "", cursor: [UInt8] = [], keys: [String], rows: [Row]) {
    var writer = RecordWriter(schema: schema, keys: keys, rows: rows.count, stream: stream, cursor: cursor)
    for row in rows {
      writer.begin(id: row.id, parent: row.parent, at: row.at)
      for cell in row.cells { writer.add(cell) }
    }
    self.init(writer.finish())
  }

  /// `homeostasis.event/1`
  public var schema: String { String(records.pointee.schema) }

  /// Which of the monitor's sources. Setting it, and the others below, copies the batch.
  public var stream: String {
    get { String(records.pointee.stream) }
    set { self = RecordBatch(schema: schema, stream: newValue, cursor: cursor, keys: keys, rows: rows) }
  }

  /// The place after the last row; empty: no news.
  public var cursor: [UInt8] {
    get { [UInt8](records.pointee.cursor) }
    set { self = RecordBatch(schema: schema, stream: stream, cursor: newValue, keys: keys, rows: rows) }
  }

  /// Names of the columns, each once.
  public var keys: [String] {
    get { (0..<records.pointee.key_count).map { String(records.pointee.keys![$0]) } }
    set { self = RecordBatch(schema: schema, stream: stream, cursor: cursor, keys: newValue, rows: rows) }
  }

  /// All rows as values; at most ``rowsAtMost`` across the wall between host and plugin.
  public var rows: [Row] {
    get { (0..<count).map(row) }
    set { self = RecordBatch(schema: schema, stream: stream, cursor: cursor, keys: keys, rows: newValue) }
  }

  private func row(_ index: Int) -> Row {
    let row = hs_row(records, index).pointee
    return Row(
      id: String(row.id), parent: String(row.parent), at: row.at,
      cells: (0..<records.pointee.key_count).map { Cell(row.values![$0]) })
  }
}

extension RecordBatch: Hashable {
  /// Whether both have the same rows, names and source.
  public static func == (left: RecordBatch, right: RecordBatch) -> Bool {
    left.arena === right.arena
      || left.schema == right.schema && left.stream == right.stream && left.cursor == right.cursor
        && left.keys == right.keys && left.rows == right.rows
  }

  /// By schema, keys and rows.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(schema)
    hasher.combine(keys)
    hasher.combine(rows)
  }
}

extension Cell {
  init(_ value: hs_value) {
    self =
      switch value.kind {
      case HS_BOOL: .bool(value.boolean != 0)
      case HS_I64: .i64(value.i64)
      case HS_F64: .f64(value.f64)
      case HS_TIME: .time(value.time)
      case HS_TEXT: .text(String(value.text))
      case HS_JSON: .json(String(value.text))
      case HS_BYTES: .bytes([UInt8](value.text))
      default: .null
      }
  }
}

extension String {
  /// A copy; what is not UTF-8 is repaired.
  init(_ text: hs_str) { self.init(decoding: text.bytes, as: UTF8.self) }
}

extension [UInt8] {
  init(_ text: hs_str) { self.init(text.bytes) }
}

extension hs_str {
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: ptr, count: len) }

  /// Whether it is this text, byte for byte.
  func equals(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { $0.count == len && (len == 0 || memcmp($0.baseAddress!, ptr!, len) == 0) }
  }
}
