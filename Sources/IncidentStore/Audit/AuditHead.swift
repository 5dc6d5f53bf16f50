import Glibc

/// The copy of the audit's head in a file of its own: who cuts off the tail of the audit must change this as well.
///
/// It is written after each commit and not synced each time. After a crash it may lag behind the audit, which is
/// allowed; it is never ahead of it.
final class AuditHead {
  /// One entry of the audit: its number and its hash.
  struct Position: Hashable {
    var sequence: Int64
    var hash: [UInt8]

    /// Before the first entry.
    static let beginning = Position(sequence: 0, hash: AuditChain.beginning)

    var text: String { "\(sequence) \(Hex.text(hash))" }
  }

  private let path: String
  private let descriptor: Int32
  private var written: Position?

  /// Opens the file, made where it is missing.
  init(path: String) throws(StoreFailure) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw StoreFailure(errno: errno, doing: "making the copy of the audit's head", at: path)
    }
  }

  deinit { close(descriptor) }

  /// The position in the file at `path`; nil where it is missing or empty.
  /// - Throws: `tampered` where it holds something else.
  static func read(_ path: String) throws(StoreFailure) -> Position? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StoreFailure(errno: errno, doing: "reading the copy of the audit's head", at: path)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { throw StoreFailure(errno: errno, doing: "reading the copy of the audit's head", at: path) }
    if count == 0 { return nil }
    let words = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let sequence = Int64(words[0]), let hash = Hex.bytes(words[1]), hash.count == 32 else {
      throw StoreFailure(
        .tampered, at: path, "this is not a copy of an audit's head",
        remedy: "restore it from a backup; it holds a number and 64 hexadecimal digits")
    }
    return Position(sequence: sequence, hash: hash)
  }

  /// Writes one line of fixed length in place, so that it needs no new space and is within one sector.
  func write(_ position: Position) throws(StoreFailure) {
    guard position != written else { return }
    let number = String(position.sequence)
    let line = String(repeating: "0", count: max(0, 20 - number.count)) + number + " " + Hex.text(position.hash) + "\n"
    guard pwrite(descriptor, line, line.utf8.count, 0) == line.utf8.count else {
      throw StoreFailure(errno: errno, doing: "writing the copy of the audit's head", at: path)
    }
    written = position
  }

  func sync() throws(StoreFailure) {
    guard fsync(descriptor) == 0 else {
      throw StoreFailure(errno: errno, doing: "syncing the copy of the audit's head", at: path)
    }
  }

  /// The database is new although the copy says that there was an audit.
  static func emptied(_ path: String, _ head: Position) -> StoreFailure {
    StoreFailure(
      .tampered, at: path, "the database is empty, but \(path).head says that its audit had \(head.sequence) entries",
      remedy: "restore the database from a backup, or move \(path).head away to start anew")
  }
}
