import Glibc
import SystemCalls
import Testing

/// A change is told when it is whole, and not before.
@Suite struct FolderWatchTests {
  private let folder: String
  init() throws { folder = try Files.temporaryFolder("homeostasis-watch") }

  private func write(_ relative: String, _ text: String) throws {
    try Files.makeFolder(Files.parent(of: "\(folder)/\(relative)"))
    try Files.replace("\(folder)/\(relative)", with: Array(text.utf8))
  }

  /// Ends a wait that would last for ever where nothing is told.
  private func waits(_ watch: FolderWatch) throws -> Bool {
    let end = ContinuousClock.now + .seconds(5)
    return try watch.waitForChange { ContinuousClock.now >= end }
  }

  @Test func aChangeBelowIsTold() throws {
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    try write("a/b/deep.c", "1")
    let watch = try FolderWatch(folder, recursive: true)
    try write("a/b/deep.c", "2")
    #expect(try waits(watch))
    try write("a/new/other.c", "3")
    #expect(try waits(watch))
    // The folder that came is watched from then on.
    try write("a/new/other.c", "4")
    #expect(try waits(watch))
  }

  @Test func aFileIsWholeWhenItIsTold() throws {
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    let watch = try FolderWatch(folder, recursive: false)
    let path = "\(folder)/slow.c"
    let writer = WorkerThread(name: "slow")
    let file = try OwnedFile(opening: path, O_WRONLY | O_CREAT)
    try file.writeAll("first ")
    writer.perform {
      // A writer that takes its time: longer than the quiet that ends a wait.
      usleep(400_000)
      do { try file.writeAll("second") } catch { Issue.record("\(error)") }
      usleep(400_000)
      do { try file.writeAll(" third") } catch { Issue.record("\(error)") }
      close(file.number)
    }
    #expect(try waits(watch))
    #expect(try Files.text(path) == "first second third")
    // The number was closed behind the object's back, so that the end of the file could be chosen.
    _ = Unmanaged.passRetained(file)
  }

  @Test func whoeverStopsIsNotKeptWaiting() throws {
    defer { try? Files.remove(folder) }  // It is temporary anyway.
    let watch = try FolderWatch(folder, recursive: true)
    let started = ContinuousClock.now
    #expect(try watch.waitForChange { ContinuousClock.now - started > .milliseconds(50) } == false)
    #expect(ContinuousClock.now - started < .seconds(2))
  }

  @Test func aFolderThatIsNotThereIsAnError() {
    #expect(throws: SystemError.self) { try FolderWatch("/nonexistent/folder", recursive: true) }
  }
}
