import Glibc

/// Keeps a second writer out. The lock is the kernel's (`flock`): it ends with the process, however that ends, and
/// the file, which stays, holds the process id for the message only.
final class StoreLock {
  private let descriptor: Int32

  /// Takes the lock file `path`, made where it is missing.
  /// - Throws: `inUse` with the holder's process id.
  init(path: String, for database: String) throws(StoreFailure) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw StoreFailure(errno: errno, doing: "making the lock file", at: path) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EINTR { continue }
      let code = errno
      let holder = Self.holder(descriptor)  // A throw from here on runs `deinit`, which closes.
      guard code == EWOULDBLOCK else { throw StoreFailure(errno: code, doing: "locking", at: path) }
      throw StoreFailure(
        .inUse, at: database, "in use by pid \(holder)",
        remedy: "end that process first, or name another `state:`; reading is possible meanwhile")
    }
    note()
  }

  deinit { close(descriptor) }

  /// Best effort: the lock holds without the note.
  private func note() {
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, text, text.utf8.count, 0)
  }

  private static func holder(_ descriptor: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 24)
    let count = pread(descriptor, &text, text.count, 0)
    let digits = text.prefix(max(0, count)).prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
  }
}
