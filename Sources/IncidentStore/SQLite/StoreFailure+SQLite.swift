import CSQLite
import Glibc

extension StoreFailure {
  /// The one place where result codes of SQLite become failures.
  /// - Parameters:
  ///   - code: the extended result code.
  ///   - doing: what was tried, as a noun phrase.
  ///   - message: SQLite's own words.
  init(code: Int32, doing: String, in path: String, message: String) {
    let said = "\(doing) failed: \(message) (SQLite code \(code))"
    switch code & 0xff {
    case SQLITE_CORRUPT:
      self.init(.corrupted, at: path, "the database is damaged: \(said)", remedy: Self.setAside, code: code)
    case SQLITE_NOTADB:
      self.init(
        .corrupted, at: path, "this is not a database, or its first page is damaged", remedy: Self.setAside, code: code)
    case SQLITE_FULL:
      self.init(
        .diskFull, at: path, "no space is left: \(said)",
        remedy: "free some space on this file system; the change was not stored and can be repeated", code: code)
    case SQLITE_BUSY, SQLITE_LOCKED:
      self.init(
        .busy, at: path, "the database stayed locked: \(said)",
        remedy: "end the other program that has it open (a database shell, a backup) and try again", code: code)
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
      self.init(
        .unwritable, at: path, "the database cannot be written: \(said)",
        remedy: "give the user that runs this write permission on the file and its folder", code: code)
    case SQLITE_CANTOPEN:
      self.init(
        .unwritable, at: path, "the database cannot be opened: \(said)",
        remedy: "check that the folder exists and that the user that runs this may read and write in it", code: code)
    case SQLITE_IOERR:
      self.init(
        .device, at: path, "the device failed: \(said)",
        remedy:
          "look at the kernel's log and the disk, then start again; the last change counts only if it is there then",
        code: code)
    case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG:
      self.init(
        .invalid, at: path, "the data breaks a rule of the database: \(said)",
        remedy: "nothing was stored; report this with the message, the host should have refused it earlier", code: code)
    case SQLITE_NOMEM:
      self.init(.failed, at: path, "out of memory: \(said)", remedy: "give the process more memory", code: code)
    default:
      self.init(.failed, at: path, said, remedy: "nothing was stored; report this with the message", code: code)
    }
  }

  /// The failure of a system call on a file of the store, from `errno`.
  init(errno code: Int32, doing: String, at path: String) {
    let said = "\(doing) failed: \(String(cString: strerror(code)))"
    switch code {
    case ENOSPC, EDQUOT:
      self.init(.diskFull, at: path, said, remedy: "free some space on this file system and try again", code: code)
    case EACCES, EPERM, EROFS:
      self.init(
        .unwritable, at: path, said,
        remedy: "give the user that runs this write permission, or choose another place with `state:`", code: code)
    case ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG:
      self.init(
        .unwritable, at: path, said, remedy: "choose a usable path with `state:` in the configuration", code: code)
    case EIO:
      self.init(.device, at: path, said, remedy: "look at the kernel's log and the disk, then start again", code: code)
    default:
      self.init(.failed, at: path, said, remedy: "mend the cause and try again", code: code)
    }
  }

  static let setAside =
    "nothing was changed; restore a backup, or move it and the files beside it (-wal, -shm, .head) away to start anew"
}
