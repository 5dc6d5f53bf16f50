import Glibc
import Orchestration
import Testing

@Suite(.timeLimit(.minutes(1))) struct FileHoldTests {
  @Test func theFileIsTheReason() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let hold = FileHold(path: folder.path + "/hold")
    #expect(hold.reason == nil)
    try folder.write("hold", "on sale until Friday\nby ada\n")
    #expect(hold.reason == "on sale until Friday")
    try folder.write("hold", "")
    #expect(hold.reason == "\(hold.path) exists")
  }

  @Test func inDoubtItHolds() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    #expect(FileHold(path: folder.path).reason != nil)
    #expect(FileHold(path: folder.path + "/no/such/folder").reason == nil)
  }

  @Test func whenTheFileIsGoneItIsOver() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("hold", "stop")
    let hold = FileHold(path: folder.path + "/hold")
    async let released: Void = hold.released()
    unlink(hold.path)
    await released
    #expect(hold.reason == nil)
  }
}

private struct TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/homeostasis-hold-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(number: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  func write(_ name: String, _ text: String) throws {
    guard let file = fopen("\(path)/\(name)", "w") else { throw Failed(number: errno) }
    fputs(text, file)
    fclose(file)
  }

  func remove() {
    unlink(path + "/hold")
    rmdir(path)
  }
}

private struct Failed: Error { let number: Int32 }
