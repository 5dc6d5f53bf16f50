import Glibc

/// One file, looked at now and then.
public struct FileWatch: Sendable {
  /// What tells one state of a file from another.
  private struct Sight: Hashable {
    let inode: ino_t
    let size: off_t
    let seconds: Int
    let nanoseconds: Int
  }

  private let path: String
  /// Nothing has to be done about a file that looks like this.
  private var settled: Sight?
  private var last: Sight?

  /// The file as it is now is in use.
  public init(_ path: String) {
    self.path = path
    settled = Self.sight(path)
    last = settled
  }

  /// Whether the file has changed, and stands still since the look before this one. True once for each change.
  public mutating func look() -> Bool {
    let now = Self.sight(path)
    defer { last = now }
    guard let now, now != settled, now == last else { return false }
    settled = now
    return true
  }

  private static func sight(_ path: String) -> Sight? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Sight(
      inode: status.st_ino, size: status.st_size, seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec)
  }
}
