import Glibc

/// A file whose digest was asked for could not be read.
public struct FileUnreadable: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var path: String
  /// The `errno` of the system.
  public var code: Int32

  /// Makes the error for `path` from an `errno`.
  public init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  /// What is wrong, where, and what to do.
  public var description: String {
    "\(path): cannot be read to take its SHA-256: \(String(cString: strerror(code))); \(remedy)"
  }

  private var remedy: String {
    switch code {
    case ENOENT, ENOTDIR: "check that the path is right and that nothing removes the file meanwhile"
    case EACCES, EPERM: "give the user that runs this read permission"
    case EISDIR: "name a file, not a folder"
    case EMFILE, ENFILE: "raise the limit of open files"
    default: "check the disk and try again"
    }
  }
}
