import CSystemCalls
import Glibc
import SystemCalls

/// The memory that host and runner share: some words, and a room for what each side says. The file behind it is sealed,
/// so that the runner can neither shorten it under the host nor make it grow. What the runner writes is not trusted: the
/// host takes a copy before it looks at anything.
final class SharedMemory: @unchecked Sendable {
  // Sendable: the words are only touched atomically, and the rooms by the side that has the word.
  let file: OwnedFile
  private let begin: UnsafeMutableRawPointer

  /// Bytes of each side's room; longer frames go over the socket.
  static let room = 4 << 20
  private static let page = 4096
  private static let size = page + 2 * room

  /// New memory, of which the system gives only what is used.
  convenience init() throws(SystemError) {
    try self.init(OwnedFile(try checked("memfd_create") { sc_sealed_memory("homeostasis-runner", Self.size) }))
  }

  /// The memory behind a descriptor that came from the host.
  init(_ file: OwnedFile) throws(SystemError) {
    self.file = file
    guard let begin = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file.number, 0), begin != MAP_FAILED
    else { throw SystemError("mmap") }
    self.begin = begin
  }

  deinit { munmap(begin, Self.size) }

  /// The word of the call that should stop: its number, or that of a later one.
  private var stopWord: UnsafeMutablePointer<UInt64> { word(0) }
  /// Asks the call of this number to stop.
  func stop(_ sequence: UInt64) { sc_store_word(stopWord, sequence) }
  /// Whether the call of this number should stop.
  func isStopped(_ sequence: UInt64) -> Bool { sc_load_word(stopWord) >= sequence }

  /// The words and the room of one direction. Words that different sides write stand on different cache lines.
  func lane(_ direction: Lane.Direction) -> Lane {
    let first = 8 + 24 * direction.rawValue
    return Lane(
      sequence: word(first), begin: word(first + 1), end: word(first + 2), asides: word(first + 8),
      readerSleeps: word(first + 16),
      room: UnsafeMutableRawBufferPointer(
        start: begin + Self.page + direction.rawValue * Self.room, count: Self.room))
  }

  private func word(_ index: Int) -> UnsafeMutablePointer<UInt64> {
    begin.assumingMemoryBound(to: UInt64.self) + index
  }
}

/// One direction of the shared memory.
struct Lane {
  enum Direction: Int { case toRunner, toHost }

  /// Grows by one with every frame.
  let sequence: UnsafeMutablePointer<UInt64>
  /// Where the last frame stands in the room; an end of 0: it comes over the socket.
  let begin: UnsafeMutablePointer<UInt64>
  let end: UnsafeMutablePointer<UInt64>
  /// Grows by one with every frame that went over the socket unasked: a line of the log.
  let asides: UnsafeMutablePointer<UInt64>
  /// Not 0: the reader sleeps at the socket, and is woken by a frame of no bytes there.
  let readerSleeps: UnsafeMutablePointer<UInt64>
  let room: UnsafeMutableRawBufferPointer
}
