import Glibc

/// Waits until files below a folder change, and until what is being written is whole.
public final class FolderWatch {
  /// One file that a writer may have open.
  private struct Place: Hashable {
    let watch: Int32
    let name: String
  }

  private let queue: OwnedFile
  private let folder: String
  private let isRecursive: Bool
  private var unfinished: Set<Place> = []

  /// Folders with such names are not looked into; nor are those that begin with a dot.
  private static let passedOver: Set<String> = ["target", "__pycache__", "node_modules"]
  private static let events = UInt32(
    IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ONLYDIR)

  /// Watches from now on.
  /// - Throws: when the kernel gives no watch, such as `ENOSPC` when the user has too many.
  public init(_ folder: String, recursive: Bool) throws(SystemError) {
    queue = OwnedFile(try checked("inotify_init1") { inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC)) })
    self.folder = folder
    isRecursive = recursive
    try watch(folder)
  }

  private func watch(_ folder: String) throws(SystemError) {
    _ = try checked("inotify_add_watch", folder) { inotify_add_watch(queue.number, folder, Self.events) }
    guard isRecursive else { return }
    for name in try Files.list(folder) where !name.hasPrefix(".") && !Self.passedOver.contains(name) {
      let below = "\(folder)/\(name)"
      var status = stat()
      // Links are not followed: they may lead round in a circle.
      guard lstat(below, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { continue }
      // One that was removed just now is not there to be watched.
      do throws(SystemError) { try watch(below) } catch  where error.number == ENOENT || error.number == ENOTDIR {}
    }
  }

  /// Blocks until something has changed, nothing changes for `quiet`, and no writer is in the middle of a file; one that
  /// does not close its file is not waited for longer than `patience`.
  /// - Returns: false when `isStopped` said so first; it is asked ten times a second.
  public func waitForChange(
    quiet: Duration = .milliseconds(100), patience: Duration = .seconds(2), isStopped: () -> Bool
  ) throws(SystemError) -> Bool {
    var last: ContinuousClock.Instant?
    while !isStopped() {
      if try takeEvents(waiting: last == nil ? .milliseconds(100) : min(quiet, .milliseconds(50))) { last = .now }
      guard let last else { continue }
      let still = ContinuousClock.now - last
      if still < quiet || (!unfinished.isEmpty && still < patience) { continue }
      unfinished = []
      try watch(folder)  // Folders may have come.
      return true
    }
    return false
  }

  private func takeEvents(waiting: Duration) throws(SystemError) -> Bool {
    var request = pollfd(fd: queue.number, events: Int16(POLLIN), revents: 0)
    _ = try checked("poll") { poll(&request, 1, Int32(waiting / .milliseconds(1))) }
    guard request.revents != 0 else { return false }
    withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
      while true {
        let count = Glibc.read(queue.number, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        note(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
    return true
  }

  private func note(_ events: UnsafeRawBufferPointer) {
    var at = 0
    while at + MemoryLayout<inotify_event>.size <= events.count {
      let event = events.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
      at += MemoryLayout<inotify_event>.size
      let name = events[at..<min(at + Int(event.len), events.count)].prefix { $0 != 0 }
      let place = Place(watch: event.wd, name: String(decoding: name, as: UTF8.self))
      if event.mask & UInt32(IN_MODIFY) != 0 { unfinished.insert(place) } else { unfinished.remove(place) }
      at += Int(event.len)
    }
  }
}
