import Glibc

extension SHA256 {
  /// The digest of what the file at `path` holds, in lower-case hex. Reads in pieces of 256 KiB, whatever its size;
  /// blocks while it reads.
  /// - Throws: ``FileUnreadable`` when it cannot be opened or read; a folder cannot.
  public static func hex(ofFile path: String) throws(FileUnreadable) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileUnreadable(path: path, code: errno) }
    defer { close(descriptor) }
    return try hex(ofDescriptor: descriptor, named: path)
  }

  /// The digest of what can be read from `descriptor` from where it stands, in lower-case hex. Does not close it.
  /// - Parameter name: what a failure calls the file.
  /// - Throws: ``FileUnreadable`` when reading fails.
  public static func hex(ofDescriptor descriptor: Int32, named name: String) throws(FileUnreadable) -> String {
    var hash = SHA256()
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw FileUnreadable(path: name, code: errno)
      }
      if count == 0 { return hash.finalizeHex() }
      hash.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }
}
