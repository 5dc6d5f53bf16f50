public import Healing

/// The store in one SQLite file, or in memory for `state: memory`.
///
/// Works on a thread of its own, so that its callers await and block no one. One process writes; others may read at
/// the same time with ``StoreAccess/readOnly``. Beside the file stand `-wal` and `-shm` (SQLite's), `.lock` (who
/// writes) and `.head` (the copy of the audit's head).
public actor SQLiteIncidentStore: IncidentStore {
  nonisolated let path: String
  nonisolated let access: StoreAccess
  nonisolated let time: any TimeSource
  nonisolated let limits: StoreLimits
  private nonisolated let thread: StoreThread
  private var opened: OpenedFiles?

  /// Opens the database at `path`, and makes it, with the folders above it, where it is to be written and missing.
  ///
  /// To open for writing checks the whole file, brings it to the newest version and compares the audit with the copy
  /// of its head. What is damaged, from a newer version, or of another program is refused and left as it is.
  /// - Throws: `inUse`, `newer`, `foreign`, `corrupted`, `tampered`, `unwritable`, `diskFull`; for reading `missing`
  ///   and `older`.
  public static func open(
    at path: String, for access: StoreAccess = .readWrite, time: any TimeSource, limits: StoreLimits = StoreLimits()
  ) async throws(StoreFailure) -> SQLiteIncidentStore {
    try await open(at: path, for: access, time: time, limits: limits, through: [FirstSchema()])
  }

  /// Makes a store that ends with the process and leaves no file.
  public static func memory(
    time: any TimeSource, limits: StoreLimits = StoreLimits()
  ) async throws(StoreFailure) -> SQLiteIncidentStore {
    try await open(at: OpenedFiles.memory, time: time, limits: limits)
  }

  static func open(
    at path: String, for access: StoreAccess, time: any TimeSource, limits: StoreLimits,
    through migrations: [any Migration]
  ) async throws(StoreFailure) -> SQLiteIncidentStore {
    let store = SQLiteIncidentStore(path: path, access: access, time: time, limits: limits)
    try await store.start(migrations)
    return store
  }

  private init(path: String, access: StoreAccess, time: any TimeSource, limits: StoreLimits) {
    self.path = path
    self.access = access
    self.time = time
    self.limits = limits
    thread = StoreThread()
  }

  deinit { thread.stop() }

  /// The thread of the store.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  private func start(_ migrations: [any Migration]) throws(StoreFailure) {
    opened =
      access == .readOnly
      ? try OpenedFiles(reading: path, newest: migrations.last?.version ?? 0)
      : try OpenedFiles(writing: path, through: migrations)
  }

  /// Closes the files and gives the lock back.
  public func close() { opened = nil }

  /// Runs `body` on the store's thread and waits for it.
  nonisolated func blocking<T: Sendable>(
    _ body: @escaping @Sendable (isolated SQLiteIncidentStore) throws(StoreFailure) -> T
  ) throws(StoreFailure) -> T {
    nonisolated(unsafe) var result: Result<T, StoreFailure>?
    thread.perform {
      result = self.assumeIsolated { store in
        do throws(StoreFailure) { return .success(try body(store)) } catch { return .failure(error) }
      }
    }
    guard let result else { preconditionFailure("the thread of the store returned without a result") }
    return try result.get()
  }

  /// For reading.
  func database() throws(StoreFailure) -> Database {
    guard let opened else {
      throw StoreFailure(.unavailable, at: path, "the store is closed", remedy: "open it again")
    }
    return opened.database
  }

  /// One transaction; the copy of the audit's head follows once it is committed.
  func change<T>(
    named name: StaticString, _ body: (Database) throws(StoreFailure) -> T
  ) throws(StoreFailure) -> T {
    let database = try database()
    guard access == .readWrite else {
      throw StoreFailure(
        .unavailable, at: path, "the store was opened for reading", remedy: "leave the writing to the daemon")
    }
    let result = try database.transaction { () throws(StoreFailure) in try body(database) }
    FailurePoint.reached(name)
    copyHead()
    return result
  }

  private func copyHead() {
    guard let opened, let head = opened.head else { return }
    do throws(StoreFailure) {
      guard let tail = try opened.database.auditTail() else { return }
      FailurePoint.reached("store.head.before-copy")
      try head.write(tail)
    } catch {
      // What was asked for is stored, so this call succeeds; the next one must not go on without the copy.
      opened.database.refuseWrites(because: error)
    }
  }
}
