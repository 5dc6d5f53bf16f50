import Glibc
import KeeperProtocol
import SystemCalls

/// The file that a service's processes write their output to. They write it themselves, without a pipe: a service must
/// neither stop nor fail when its keeper is killed.
enum ServiceLog {
  static let kept = 5

  /// The file for a new process, put aside first when it has grown too long. Processes that still run go on writing
  /// where they did. `{generation}` in the path keeps the generations apart.
  static func open(_ specification: ServiceSpecification, generation: Int64) throws(SystemError) -> OwnedFile {
    let path = specification.log.replacing("{generation}", with: "\(generation)")
    try Files.makeFolder(Files.parent(of: path))
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, Int64(status.st_size) > specification.logLimit {
      try putAside(path)
    }
    return try OwnedFile(opening: path, O_WRONLY | O_APPEND | O_CREAT, mode: 0o640)
  }

  private static func putAside(_ path: String) throws(SystemError) {
    for number in stride(from: kept - 1, to: 0, by: -1) where Files.exists("\(path).\(number)") {
      _ = try checked("rename", "\(path).\(number)") { rename("\(path).\(number)", "\(path).\(number + 1)") }
    }
    _ = try checked("rename", path) { rename(path, "\(path).1") }
  }
}
