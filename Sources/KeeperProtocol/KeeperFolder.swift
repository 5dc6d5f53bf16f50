import Glibc
public import SystemCalls

/// The files of one keeper in the state folder: the lock that says it lives, the socket it is found by, what it has
/// written down, and what it had to say.
public struct KeeperFolder: Sendable {
  /// Where the folder is.
  public let path: String
  /// A keeper ends with this status when another one holds the lock.
  public static let lockedExitCode: Int32 = 4
  /// The byte by which a keeper tells the host that started it that it listens.
  public static let isReady: UInt8 = 1
  /// The byte by which it tells that another one holds the lock, before it ends.
  public static let isLocked: UInt8 = 2

  /// The keeper's folder of a service below the state folder.
  public init(state: String, service: String) { path = "\(state)/keepers/\(service)" }
  /// A keeper's folder by its path.
  public init(path: String) { self.path = path }

  /// Held as long as a keeper lives.
  public var lock: String { "\(path)/lock" }
  /// Where the keeper listens for hosts.
  public var socket: String { "\(path)/socket" }
  /// What the keeper has written down since the system was started: pids mean nothing after a boot.
  public func record(boot: String) -> String { "\(path)/record-\(boot)" }
  /// What the keeper has to say.
  public var messages: String { "\(path)/keeper.log" }

  /// Connects to the keeper.
  /// - Throws: `ENOENT` or `ECONNREFUSED` when there is none.
  public func connect() throws(SystemError) -> KeeperChannel {
    try withShortPath { path throws(SystemError) in
      KeeperChannel(try UnixSocket.connect(to: path, seqpacket: true))
    }
  }

  /// Listens where ``connect()`` looks. Call it with the lock held.
  public func listen() throws(SystemError) -> OwnedFile {
    unlink(socket)
    return try withShortPath { path throws(SystemError) in try UnixSocket.listen(at: path, seqpacket: true) }
  }

  /// Takes the lock without waiting; it is held as long as the file is open. Nil: another process holds it.
  public func tryLock() throws(SystemError) -> OwnedFile? {
    let file = try OwnedFile(opening: lock, O_RDWR | O_CREAT, mode: 0o600)
    if flock(file.number, LOCK_EX | LOCK_NB) == 0 { return file }
    if errno == EWOULDBLOCK { return nil }
    throw SystemError("flock", lock)
  }

  /// Returns when no process holds the lock. Blocks.
  public func waitForLock() throws(SystemError) {
    let file = try OwnedFile(opening: lock, O_RDWR | O_CREAT, mode: 0o600)
    _ = try checked("flock", lock) { flock(file.number, LOCK_EX) }
  }

  /// A socket's path may have 107 bytes and a state folder's may be longer: the way through an open folder is short.
  private func withShortPath<Result>(_ body: (String) throws(SystemError) -> Result) throws(SystemError) -> Result {
    let folder = try OwnedFile(opening: path, O_RDONLY | O_DIRECTORY)
    let result = try body("/proc/self/fd/\(folder.number)/socket")
    withExtendedLifetime(folder) {}
    return result
  }
}
