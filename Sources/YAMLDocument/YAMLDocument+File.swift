import Glibc

extension YAMLDocument {
  /// The bytes of the regular file at `path`, at most one more than `limit`, so that the reader sees what is too long
  /// without taking it all. A pipe or device is refused: opening it could wait forever.
  static func contents(of path: String, limit: Int) throws(YAMLError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw unreadable(path, reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path, reason(errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw unreadable(path, "it is not a regular file") }
    return try bytes(of: descriptor, path, limit: limit)
  }

  private static func bytes(of descriptor: Int32, _ path: String, limit: Int) throws(YAMLError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count <= limit {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path, reason(errno)) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  private static func unreadable(_ path: String, _ reason: String) -> YAMLError {
    YAMLError(file: path, mark: nil, message: "cannot be read: \(reason)")
  }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
