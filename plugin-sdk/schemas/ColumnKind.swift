/// The kind of the cells of a column; the names of the `x-column` keyword.
public enum ColumnKind: String, Sendable, Hashable, CaseIterable {
  case bool, i64, f64, text, bytes, time, json
}
