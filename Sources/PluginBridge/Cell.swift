/// One cell of a record.
public enum Cell: Sendable, Hashable {
  case null
  case bool(Bool)
  case i64(Int64)
  case f64(Double)
  case text(String)
  case bytes([UInt8])
  /// Nanoseconds since 1970.
  case time(Int64)
  /// Text that holds one JSON value.
  case json(String)
}
