import Glibc

/// Makes what the database needs around it: folders and empty files that only their owner may read, since incidents
/// hold what services logged.
enum StateFolder {
  /// Makes the folder that `path` lies in, with the folders above it.
  static func makeParent(of path: String) throws(StoreFailure) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o700) == 0 { return }
    switch errno {
    case EEXIST: return  // If it is no folder, opening the file in it says so.
    case ENOENT:
      try makeParent(of: folder)
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw StoreFailure(errno: errno, doing: "making the folder", at: folder)
      }
    default: throw StoreFailure(errno: errno, doing: "making the folder", at: folder)
    }
  }

  /// Makes `path` an empty file where nothing is.
  static func makeFile(_ path: String) throws(StoreFailure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFailure(errno: errno, doing: "making the file", at: path) }
    close(descriptor)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes the names in the folder of `path` durable.
  static func sync(folderOf path: String) throws(StoreFailure) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StoreFailure(errno: errno, doing: "opening the folder", at: folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StoreFailure(errno: errno, doing: "syncing the folder", at: folder) }
  }
}
