import Glibc
import SystemCalls

/// Waits for files and folders to change, by the kernel's word.
final class TailWatch {
  private let queue: OwnedFile
  private var folders: Set<String> = []
  private var files: [FileIdentity: Int32] = [:]
  /// Whether anything was missed or could not be watched, so that only looking helps.
  private(set) var isComplete = true

  /// - Throws: when the kernel gives no queue: `EMFILE` when the user has too many.
  init() throws(SystemError) {
    queue = OwnedFile(try checked("inotify_init1") { inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) })
  }

  /// Watches for names that come and go in the folder of `path`. The folder need not exist yet.
  func watchFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    guard !folders.contains(folder) else { return }
    let mask = UInt32(IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_ONLYDIR)
    if inotify_add_watch(queue.number, folder, mask) >= 0 { folders.insert(folder) } else { isComplete = false }
  }

  /// Watches for what is written to an open file, whatever its name.
  func watch(_ file: OwnedFile, _ identity: FileIdentity) {
    guard files[identity] == nil else { return }
    let watch = inotify_add_watch(queue.number, "/proc/self/fd/\(file.number)", UInt32(IN_MODIFY))
    if watch >= 0 { files[identity] = watch } else { isComplete = false }
  }

  /// Ends the watch on files that are no longer read.
  func keepOnly(_ identities: Set<FileIdentity>) {
    for (identity, watch) in files where !identities.contains(identity) {
      inotify_rm_watch(queue.number, watch)
      files[identity] = nil
    }
  }

  /// Waits until something changed or `time` has passed. Whether something changed.
  func wait(_ time: Duration) -> Bool {
    var request = pollfd(fd: queue.number, events: Int16(POLLIN), revents: 0)
    let milliseconds = Swift.max(0, Swift.min(time / .milliseconds(1), 3_600_000))
    guard poll(&request, 1, Int32(milliseconds.rounded(.up))) > 0 else { return false }
    readEvents()
    return true
  }

  /// Only that something changed counts; where it did is looked at anyway.
  private func readEvents() {
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      while true {
        let count = read(queue.number, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        forgetFolders(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }

  /// A folder that was removed must be watched again when it is back.
  private func forgetFolders(_ events: UnsafeRawBufferPointer) {
    var place = 0
    while place + MemoryLayout<inotify_event>.size <= events.count {
      let event = events.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
      if event.mask & UInt32(IN_IGNORED) != 0, !files.values.contains(event.wd) { folders = [] }
      place += MemoryLayout<inotify_event>.size + Int(event.len)
    }
  }
}
