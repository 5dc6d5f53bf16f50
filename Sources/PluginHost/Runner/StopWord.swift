import CSystemCalls
import Glibc
import SystemCalls

/// A word of memory shared by host and runner: the number of the last call that should stop. The plugin can ask for it
/// as often as it likes without a system call.
final class StopWord: @unchecked Sendable {
  // Sendable: the page is shared memory, and its one word is only touched atomically.
  let file: OwnedFile
  private let page: UnsafeMutableRawPointer

  /// A new word.
  convenience init() throws(SystemError) {
    let file = OwnedFile(try checked("memfd_create") { sc_memfd("homeostasis-stop") })
    _ = try checked("ftruncate") { ftruncate(file.number, 4096) }
    try self.init(file)
  }

  /// The word behind a descriptor that came from the host.
  init(_ file: OwnedFile) throws(SystemError) {
    self.file = file
    guard let page = mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file.number, 0), page != MAP_FAILED else {
      throw SystemError("mmap")
    }
    self.page = page
  }

  deinit { munmap(page, 4096) }

  private var word: UnsafeMutablePointer<UInt64> { page.assumingMemoryBound(to: UInt64.self) }

  /// Asks the call of this number to stop.
  func stop(_ sequence: UInt64) { sc_store_word(word, sequence) }
  /// Whether the call of this number should stop.
  func isStopped(_ sequence: UInt64) -> Bool { sc_load_word(word) >= sequence }
}
