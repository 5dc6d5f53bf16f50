/// What an open store holds: the connection, and for a writer the lock and the copy of the audit's head.
final class OpenedFiles {
  static let memory = ":memory:"

  let database: Database
  let head: AuditHead?
  private let lock: StoreLock?

  /// Opens for writing. Everything that can refuse comes before everything that changes.
  init(writing path: String, through migrations: [any Migration]) throws(StoreFailure) {
    let newest = migrations.last?.version ?? 0
    guard path != Self.memory else {
      lock = nil
      head = nil
      database = try Database(path: path, readOnly: false)
      try database.execute("PRAGMA foreign_keys = ON")
      try database.migrate(through: migrations)
      return
    }
    try StateFolder.makeParent(of: path)
    lock = try StoreLock(path: path + ".lock", for: path)
    try StateFolder.makeFile(path)
    database = try Database(path: path, readOnly: false)
    try database.checkVersion(newest: newest)
    try database.checkPages()
    let isNew = try database.version() == 0
    let existing = try AuditHead.read(path + ".head")
    if isNew {
      if let existing, existing.sequence > 0 { throw AuditHead.emptied(path, existing) }
    } else {
      try database.checkTail(against: existing, at: path + ".head")
    }
    try database.beginWriting()
    try database.migrate(through: migrations)
    // Before the first entry as well: a missing copy must always mean that somebody took it away.
    let head = try AuditHead(path: path + ".head")
    try head.write(try database.auditTail() ?? .beginning)
    try head.sync()
    self.head = head
    try StateFolder.sync(folderOf: path)
  }

  /// Opens for reading, which changes nothing and needs no lock.
  init(reading path: String, newest: Int) throws(StoreFailure) {
    guard StateFolder.exists(path) else {
      throw StoreFailure(
        .missing, at: path, "there is no database yet", remedy: "start `homeostasis run` first, or check `state:`")
    }
    lock = nil
    head = nil
    database = try Database(path: path, readOnly: true)
    try database.checkVersion(newest: newest)
    let version = try database.version()
    guard version == newest else {
      throw StoreFailure(
        .older, at: path, "the database has version \(version), this program reads version \(newest)",
        remedy: "start `homeostasis run` of this version once, which brings it forward")
    }
  }
}
