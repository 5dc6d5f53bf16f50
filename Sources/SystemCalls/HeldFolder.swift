import Glibc

/// A folder that a process works in; it is removed with the object. What a killed process left is removed by the next
/// one that makes a folder of the same kind beside it: a lock in the folder tells whether somebody still works there.
public final class HeldFolder: Sendable {
  /// Where it is.
  public let path: String
  private let lock: OwnedFile

  /// Makes one in `TMPDIR` or `/tmp`.
  /// - Parameter kind: its name begins with it.
  public convenience init(temporary kind: String) throws(SystemError) { try self.init(in: Files.temporaryBase, kind) }

  /// Makes one below `base`.
  public init(in base: String, _ kind: String) throws(SystemError) {
    Self.sweep(base, kind)
    // The lock is held before the folder has a name that a sweep looks for.
    let hidden = try Files.folder(named: "\(base)/.\(kind)-new")
    let lock = try OwnedFile(opening: "\(hidden)/lock", O_RDWR | O_CREAT, mode: 0o600)
    _ = try checked("flock", hidden) { flock(lock.number, LOCK_EX | LOCK_NB) }
    let shown = "\(base)/\(kind)-\(hidden.suffix(6))"
    _ = try checked("rename", shown) { rename(hidden, shown) }
    self.lock = lock
    path = shown
  }

  deinit {
    // Nobody is left to be told; the next process sweeps it.
    try? Files.remove(path)
  }

  /// Removes the user's own folders whose lock nobody holds.
  private static func sweep(_ base: String, _ kind: String) {
    // A folder that cannot be listed or removed stays; making the new one will tell.
    for name in (try? Files.list(base)) ?? [] where name.hasPrefix("\(kind)-") {
      let folder = "\(base)/\(name)"
      var status = stat()
      guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
        let lock = try? OwnedFile(opening: "\(folder)/lock", O_RDWR | O_NOFOLLOW)
      else { continue }
      if flock(lock.number, LOCK_EX | LOCK_NB) == 0 { try? Files.remove(folder) }
    }
  }
}
