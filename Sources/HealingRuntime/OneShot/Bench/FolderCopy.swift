import Glibc
import SystemCalls

/// Copies a folder with what is in it, over what is already there. Links stay links; the caches of interpreters stay
/// behind.
enum FolderCopy {
  static func copy(_ source: String, to target: String) throws(SystemError) {
    try Files.makeFolder(target)
    for name in try Files.list(source) where name != "__pycache__" {
      let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
      var status = stat()
      _ = try checked("lstat", from) { lstat(from, &status) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try copy(from, to: to)
      case S_IFLNK:
        let link = try read(link: from)
        // What stands there already gives way.
        unlink(to)
        _ = try checked("symlink", to) { symlink(link, to) }
      case S_IFREG: try Files.replace(to, with: try Files.read(from), mode: status.st_mode & 0o777)
      default: continue
      }
    }
  }

  private static func read(link: String) throws(SystemError) -> String {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = try checked("readlink", link) {
      bytes.withUnsafeMutableBytes { readlink(link, $0.bindMemory(to: CChar.self).baseAddress!, $0.count) }
    }
    return String(decoding: bytes.prefix(Int(count)), as: UTF8.self)
  }
}
