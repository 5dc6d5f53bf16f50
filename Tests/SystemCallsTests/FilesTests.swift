import Glibc
import SystemCalls
import Testing

@Suite struct FilesTests {
  @Test func replacesAndReads() throws {
    let folder = try Files.temporaryFolder("files")
    defer { try? Files.remove(folder) }  // The folder is temporary anyway.
    try Files.replace("\(folder)/a", with: Array("one".utf8))
    try Files.replace("\(folder)/a", with: Array("two".utf8))
    #expect(try Files.text("\(folder)/a") == "two")
    #expect(try Files.list(folder) == ["a"])
  }

  @Test func aLinkThatLeadsOutIsRefused() throws {
    let folder = try Files.temporaryFolder("beneath")
    defer { try? Files.remove(folder) }  // The folder is temporary anyway.
    symlink("/etc/passwd", "\(folder)/out")
    let root = try OwnedFile(opening: folder, O_RDONLY | O_DIRECTORY)
    for path in ["out", "../x", "/etc/passwd"] {
      #expect(throws: SystemError.self) { try OwnedFile(beneath: root, path, O_RDONLY) }
    }
  }

  @Test func descriptorsTravel() throws {
    let (left, right) = try UnixSocket.pair(seqpacket: true)
    let (read, write) = try OwnedFile.pipe()
    #expect(try UnixSocket.send(Array("take".utf8), files: [write], over: left) == 4)
    let (bytes, files) = try UnixSocket.receive(100, over: right)
    #expect(String(decoding: bytes, as: UTF8.self) == "take")
    try #require(files.count == 1)
    try files[0].writeAll("through")
    #expect(String(decoding: try read.read(100), as: UTF8.self) == "through")
  }

  @Test func jobsRunInOrderOnOneThread() async {
    let worker = WorkerThread(name: "worker")
    let first = await worker.run { UInt(pthread_self()) }
    let second = await worker.run { UInt(pthread_self()) }
    #expect(first == second && first != UInt(pthread_self()))
  }
}
