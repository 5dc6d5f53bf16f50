import Glibc

/// What of a file's status changes when its content does.
public struct FileIdentity: Sendable, Hashable {
  var device: UInt64
  var inode: UInt64
  var bytes: Int64
  var mode: UInt32
  var owner: UInt32
  var group: UInt32
  /// Nanoseconds since 1970.
  var modified: Int64
  /// The system's own mark: a program cannot set it back.
  var changed: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    bytes = Int64(status.st_size)
    mode = status.st_mode
    owner = status.st_uid
    group = status.st_gid
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    changed = Int64(status.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_ctim.tv_nsec)
  }

  var isFile: Bool { mode & S_IFMT == S_IFREG }
  var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  var isLink: Bool { mode & S_IFMT == S_IFLNK }
  var isExecutable: Bool { mode & 0o111 != 0 }
}
