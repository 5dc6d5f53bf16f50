import CSystemCalls
import Glibc

extension OwnedFile {
  /// Makes this empty file hold what `source` holds: as a clone that shares its blocks until one of them is written,
  /// where the file system can; else by copying in the kernel. The two never share an inode.
  public func takeContent(of source: OwnedFile) throws(SystemError) {
    if sc_clone_file(number, source.number) == 0 { return }
    while true {
      let copied = sc_copy_range(source.number, number, 1 << 30)
      if copied > 0 { continue }
      if copied == 0 { return }
      if errno == EINTR { continue }
      if errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP { break }
      throw SystemError("copy_file_range")
    }
    // Between file systems that the kernel does not copy across.
    while true {
      let part = try source.read(1 << 18)
      if part.isEmpty { return }
      try writeAll(part)
    }
  }

  /// Sets the times of access and change of content, in nanoseconds since 1970.
  public func setTime(_ nanoseconds: Int64) throws(SystemError) {
    let time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    _ = try checked("futimens") { futimens(number, [time, time]) }
  }

  /// Gives the file `old` in this folder the name `new`, unless there is one of that name: then it fails with `EEXIST`.
  public func renameNew(_ old: String, to new: String) throws(SystemError) {
    _ = try checked("renameat2", new) { sc_rename_no_replace(number, old, number, new) }
  }
}

extension OwnedFile {
  /// A file in memory that has no name, holding `bytes`, at its start.
  public static func memory(_ name: String, holding bytes: [UInt8] = []) throws(SystemError) -> OwnedFile {
    let file = OwnedFile(try checked("memfd_create", name) { sc_memfd(name) })
    try file.writeAll(bytes)
    _ = try checked("lseek", name) { lseek(file.number, 0, SEEK_SET) }
    return file
  }

  /// The first `limit` bytes, wherever this file stands; for files that others write.
  public func start(_ limit: Int) throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    while all.count < limit {
      var part = [UInt8](repeating: 0, count: min(1 << 18, limit - all.count))
      let count = try checked("pread") { pread(number, &part, part.count, off_t(all.count)) }
      if count == 0 { break }
      all += part.prefix(count)
    }
    return all
  }
}
