import CSQLite

/// One prepared statement of one connection, used again and again. Not to be run within its own rows.
final class Statement {
  private let handle: OpaquePointer
  private unowned let database: Database
  private let sql: String

  init(_ sql: String, in database: Database) throws(StoreFailure) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw database.failure(doing: "preparing `\(Self.gist(sql))`") }
    self.handle = handle
    self.database = database
    self.sql = sql
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs it to the end and hands every row to `read`. The row is valid within the call only.
  func rows(_ values: [SQLValue], _ read: (Row) throws(StoreFailure) -> Void) throws(StoreFailure) {
    try bind(values)
    defer {
      // The code repeats the failure of the last step, which has been thrown.
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try read(Row(handle: handle))
      case SQLITE_DONE: return
      default: throw database.failure(doing: "`\(Self.gist(sql))`")
      }
    }
  }

  private func bind(_ values: [SQLValue]) throws(StoreFailure) {
    precondition(Int(sqlite3_bind_parameter_count(handle)) == values.count, "wrong number of values for: \(sql)")
    for (index, value) in values.enumerated() {
      guard bind(value, at: Int32(index + 1)) == SQLITE_OK else {
        throw database.failure(doing: "binding value \(index + 1) of `\(Self.gist(sql))`")
      }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .real(let number): return sqlite3_bind_double(handle, index, number)
    case .text(var text):
      return text.withUTF8 { utf8 in
        guard let length = Int32(exactly: utf8.count) else { return SQLITE_TOOBIG }
        // An empty buffer may have no address, which SQLite would take for NULL.
        guard let start = utf8.baseAddress else { return csqlite_bind_text(handle, index, "", 0) }
        return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
          csqlite_bind_text(handle, index, $0, length)
        }
      }
    case .bytes(let bytes):
      guard let length = Int32(exactly: bytes.count) else { return SQLITE_TOOBIG }
      guard length > 0 else { return sqlite3_bind_zeroblob(handle, index, 0) }
      return csqlite_bind_blob(handle, index, bytes, length)
    }
  }

  static func gist(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).prefix(6).joined(separator: " ")
  }
}
