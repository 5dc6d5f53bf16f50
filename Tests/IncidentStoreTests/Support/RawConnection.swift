import CSQLite

/// What someone with a database shell can do to the file behind the store's back.
final class RawConnection {
  struct Refused: Error, CustomStringConvertible {
    var description: String
  }

  private var handle: OpaquePointer?

  init(_ path: String) throws {
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil) == SQLITE_OK else {
      throw Refused(description: "cannot open \(path)")
    }
    sqlite3_busy_timeout(handle, 5_000)
  }

  deinit { sqlite3_close_v2(handle) }

  func run(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      throw Refused(description: String(cString: sqlite3_errmsg(handle)))
    }
  }

  /// The first column of the first row, as an integer.
  func number(_ sql: String) throws -> Int {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Refused(description: String(cString: sqlite3_errmsg(handle)))
    }
    defer { sqlite3_finalize(statement) }
    guard sqlite3_step(statement) == SQLITE_ROW else { throw Refused(description: "no row: \(sql)") }
    return Int(sqlite3_column_int64(statement, 0))
  }

  static let withoutTriggers =
    "DROP TRIGGER audit_is_not_edited; DROP TRIGGER audit_is_not_deleted; DROP TRIGGER audit_grows_by_one;"
}
