import Glibc
import Healing
import LogTail
import SystemCalls
import Testing

struct RotationTests {
  @Test func readsTheOldFileToItsEndFirst() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    try log.write("[ERROR] two\n")
    try log.rename("shop.log", "shop.log.1")
    try log.write("[ERROR] four\n[INFO] x\n")
    // The writer still has the old file.
    try log.write("[ERROR] three\n[INFO] x\n", to: "shop.log.1")
    #expect(log.look() == ["two", "three", "four"])
    try log.write("[ERROR] late\n[INFO] x\n", to: "shop.log.1")
    #expect(log.look(after: .seconds(4)) == ["late"])
    #expect(log.look(after: .seconds(6)) == [])
    try log.write("[ERROR] five\n[INFO] x\n")
    #expect(log.look() == ["five"])
  }

  @Test func findsFilesThatCameAndWentUnseen() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] old\n[INFO] x\n", to: "shop.log.9")
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    try log.rotate("two")
    try log.rotate("three")
    try log.rotate("four")
    #expect(log.look() == ["two", "three", "four"])
    try log.rotate("five")
    try log.rotate("six")
    try log.restart()
    #expect(log.look() == ["five", "six"])
    #expect(log.look(after: .seconds(9)) == [])
    try log.rotate("seven")
    try log.rotate("eight")
    #expect(log.look() == ["seven", "eight"])
  }

  @Test func aRotationWhileNobodyLooksLosesNothing() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[INFO] x\n[ERROR] pending\n")
    #expect(log.look() == ["one"])
    try log.rename("shop.log", "shop.log.1")
    try log.write("[ERROR] two\n[INFO] x\n")
    try log.restart()
    #expect(log.look() == ["two"])
    #expect(log.look(after: .seconds(1)) == ["pending"])
    try log.restart()
    #expect(log.look(after: .seconds(1)) == [])
    // Rotated, and nothing new stands there yet.
    try log.rename("shop.log", "shop.log.2")
    try log.write("[ERROR] three\n[INFO] x\n", to: "shop.log.2")
    try log.restart()
    #expect(log.look() == ["three"])
  }

  @Test func nothingStandsThereForAWhileAndNobodyLooksAfterwards() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] old\n[INFO] x\n", to: "shop.log.3")
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    try log.rename("shop.log", "shop.log.1")
    // The old file is left, and the cursor says so.
    #expect(log.look(after: .seconds(9)) == [])
    #expect(log.look(after: .seconds(9)) == [])
    try log.rename("shop.log.1", "shop.log.2")
    try log.write("[ERROR] two\n[INFO] x\n", to: "shop.log.1")
    try log.write("[ERROR] three\n[INFO] x\n")
    try log.restart()
    #expect(log.look() == ["two", "three"])
  }

  @Test func theFileThatWasReadLastIsGone() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] old\n[INFO] x\n", to: "shop.log.3")
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    try log.rename("shop.log", "elsewhere")
    try log.write("[ERROR] two\n[INFO] x\n", to: "shop.log.1")
    try log.write("[ERROR] three\n[INFO] x\n")
    try log.restart()
    #expect(log.look() == ["two", "three"])
    #expect(log.warnings.count == 1)
  }

  @Test func readsWhatACopyHoldsAfterTheFileWasEmptied() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    try log.write("[ERROR] two\n[INFO] x\n[ERROR] open\n")
    try log.copyAndTruncate()
    try log.write("[ERROR] three\n[INFO] x\n")
    #expect(log.look() == ["two", "three"])
    #expect(log.look(after: .seconds(1)) == ["open"])
    #expect(log.warnings == [])
    // The same while nobody looks.
    try log.write("[ERROR] four\n[INFO] x\n")
    try log.copyAndTruncate()
    try log.write(
      "[ERROR] five, and it is longer than all that stood in the file when it was looked at last time\n[INFO] x\n")
    try log.restart()
    #expect(
      log.look() == ["four", "five, and it is longer than all that stood in the file when it was looked at last time"])
  }

  @Test func noticesAnEmptiedFileThatHasGrownAgain() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    _ = try checked("truncate") { truncate(log.path(), 0) }
    try log.write("[ERROR] a longer text than there was before\n[INFO] x\n")
    #expect(log.look() == ["a longer text than there was before"])
  }

  @Test func passesOverTheHoleOfAWriterThatDoesNotAppend() throws {
    let log = try TailedFolder()
    let writer = try OwnedFile(opening: log.path(), O_WRONLY | O_CREAT)
    try writer.writeAll(Array("[ERROR] one\n[INFO] x\n".utf8))
    #expect(log.look() == ["one"])
    _ = try checked("lseek") { lseek(writer.number, 3_000_000_000, SEEK_SET) }
    _ = try checked("truncate") { truncate(log.path(), 0) }
    try writer.writeAll(Array("[ERROR] two\n[INFO] x\n".utf8))
    #expect(log.look() == ["two"])
  }

  @Test func aFileThatGotTheInodeIsAnother() throws {
    let log = try TailedFolder()
    try log.write("[ERROR] one\n[INFO] x\n")
    #expect(log.look() == ["one"])
    let inode = try log.inode()
    var again = false
    // File systems give the number of a file that is gone to one of the next.
    for _ in 0..<50 where !again {
      _ = try checked("unlink") { unlink(log.path()) }
      try log.write("[ERROR] other text\n[INFO] yyyyyyyyy\n[ERROR] more\n")
      again = try log.inode() == inode
    }
    try log.restart()
    #expect(log.look(after: .milliseconds(1)) == ["other text"])
    #expect(log.warnings.count == 1)
  }

  @Test func doesNotMixUpLogsWithLikeNames() throws {
    let log = try TailedFolder("*.log")
    for name in ["shop.log", "shop-worker.log", "shopping.log"] {
      try log.write("[ERROR] \(name)\n[INFO] x\n", to: name)
    }
    #expect(log.look().count == 3)
    try log.rotate("next")
    try log.write("[ERROR] worker\n[INFO] x\n", to: "shop-worker.log")
    #expect(log.look().sorted() == ["next", "worker"])
  }
}

extension TailedFolder {
  /// Shifts `shop.log.N`, and starts a new file.
  fileprivate func rotate(_ message: String) throws {
    for number in (1...8).reversed() where Files.exists(path("shop.log.\(number)")) {
      try rename("shop.log.\(number)", "shop.log.\(number + 1)")
    }
    try rename("shop.log", "shop.log.1")
    try write("[ERROR] \(message)\n[INFO] x\n")
  }

  fileprivate func copyAndTruncate() throws {
    try Files.replace(path("shop.log.1"), with: try Files.read(path()))
    _ = try checked("truncate") { truncate(path(), 0) }
  }

  fileprivate func inode() throws -> UInt64 {
    var status = stat()
    _ = try checked("stat") { stat(path(), &status) }
    return UInt64(status.st_ino)
  }
}
