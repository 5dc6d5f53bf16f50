import Glibc

/// What makes a file the same under another name.
struct FileIdentity: Hashable, Codable {
  var device: UInt64
  var inode: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

extension stat {
  /// What stands at `path`, links followed; nil when nothing does or it may not be seen.
  static func of(_ path: String) -> stat? {
    var status = Self()
    return fstatat(AT_FDCWD, path, &status, 0) == 0 ? status : nil
  }

  var isRegular: Bool { st_mode & mode_t(S_IFMT) == mode_t(S_IFREG) }

  /// When the content last changed, in nanoseconds.
  var modified: Int64 { Int64(st_mtim.tv_sec) * 1_000_000_000 + Int64(st_mtim.tv_nsec) }
}
