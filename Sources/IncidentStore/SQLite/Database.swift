import CSQLite

/// One connection to one SQLite database, used by one thread at a time. Statements are prepared once and kept.
final class Database {
  let path: String
  let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  /// Set once the device failed under a write: after a failed fsync nobody knows what is on disk, so that going on
  /// could build upon something that is not there.
  private(set) var broken: StoreFailure?

  /// Opens the file, which must exist unless it is `:memory:`.
  init(path: String, readOnly: Bool) throws(StoreFailure) {
    var handle: OpaquePointer?
    let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let handle else {
      let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(handle)
      throw StoreFailure(code: code, doing: "opening it", in: path, message: message)
    }
    self.path = path
    self.handle = handle
    sqlite3_busy_timeout(handle, 5_000)
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Runs a script of statements without parameters; rows are dropped.
  func execute(_ script: String) throws(StoreFailure) {
    guard sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else {
      throw failure(doing: "`\(Statement.gist(script))`")
    }
  }

  /// Runs a statement that gives no rows, and says how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ values: SQLValue...) throws(StoreFailure) -> Int {
    try statement(sql).rows(values) { _ throws(StoreFailure) in }
    return Int(sqlite3_changes(handle))
  }

  /// The rows of a statement, each read by `read`.
  func all<T>(
    _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreFailure) -> T
  ) throws(StoreFailure) -> [T] {
    var found: [T] = []
    try statement(sql).rows(values) { row throws(StoreFailure) in found.append(try read(row)) }
    return found
  }

  /// The only or first row of a statement, or nil.
  func first<T>(
    _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreFailure) -> T
  ) throws(StoreFailure) -> T? {
    var found: T?
    try statement(sql).rows(values) { row throws(StoreFailure) in
      if found == nil { found = try read(row) }
    }
    return found
  }

  /// Hands each row to `read` without keeping any.
  func each(
    _ sql: String, _ values: SQLValue..., read: (Row) throws(StoreFailure) -> Void
  ) throws(StoreFailure) {
    try statement(sql).rows(values, read)
  }

  /// All that `body` writes is stored, or, when it throws, nothing. Others see it once this returns, and then it is
  /// on the disk.
  func transaction<T>(_ body: () throws(StoreFailure) -> T) throws(StoreFailure) -> T {
    if let broken { throw broken }
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // Some failures have rolled back already. If this fails as well, the first failure says more.
      if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
      if error.kind == .device || error.kind == .corrupted { broken = error }
      throw error
    }
  }

  /// All that `body` reads is of one moment, whatever others write meanwhile.
  func snapshot<T>(_ body: () throws(StoreFailure) -> T) throws(StoreFailure) -> T {
    try run("BEGIN")
    // A read-only transaction has nothing to lose: ending it cannot fail in a way that matters.
    defer { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    return try body()
  }

  /// From now on every write is refused with `failure`.
  func refuseWrites(because failure: StoreFailure) { broken = failure }

  func failure(doing: String) -> StoreFailure {
    StoreFailure(
      code: sqlite3_extended_errcode(handle), doing: doing, in: path, message: String(cString: sqlite3_errmsg(handle)))
  }

  private func statement(_ sql: String) throws(StoreFailure) -> Statement {
    if let statement = statements[sql] { return statement }
    let statement = try Statement(sql, in: self)
    statements[sql] = statement
    return statement
  }
}
