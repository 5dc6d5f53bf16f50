import Digest
import Glibc
import Healing
import SystemCalls
import Testing

@testable import SourceTree

@Suite struct ApplyTests {
  @Test func changesMakesAndDeletesFilesAndTakesItBack() throws {
    let tree = try TemporaryTree(["app.py": "a\nb\nc\n", "old.py": "gone\n"])
    chmod("\(tree.root)/app.py", 0o750)
    let folder = try SourceFolder(tree.root)
    let base = try folder.snapshot().hash
    let diff = try UnifiedDiff(
      UnifiedDiffTests.change + """
        --- /dev/null
        +++ b/pkg/sub/new.py
        @@ -0,0 +1,2 @@
        +x
        +y
        \\ No newline at end of file
        --- a/old.py
        +++ /dev/null
        @@ -1 +0,0 @@
        -gone

        """)
    let changes = try folder.apply(diff, base: base)
    #expect(try tree.text("app.py") == "a\nB\nc\n")
    #expect(try tree.text("pkg/sub/new.py") == "x\ny")
    #expect(!tree.exists("old.py"))
    #expect(changes.map(\.new) == [SHA256.hex(of: "a\nB\nc\n"), SHA256.hex(of: "x\ny"), nil])
    var status = stat()
    stat("\(tree.root)/app.py", &status)
    #expect(status.st_mode & 0o777 == 0o750)

    try folder.apply(diff, pinned: changes)
    #expect(try tree.text("app.py") == "a\nB\nc\n", "a second time changes nothing")
    try folder.reverse(diff, pinned: changes)
    #expect(try folder.snapshot().hash == base)
    #expect(!tree.exists("pkg"))
    try folder.reverse(diff, pinned: changes)
    #expect(try folder.snapshot().hash == base)
    #expect(try Files.list(tree.root) == ["app.py", "old.py"])
  }

  @Test func keepsCarriageReturnsAndTheMissingNewline() throws {
    let tree = try TemporaryTree(["dos.py": "a\r\nb\r\nc"])
    let folder = try SourceFolder(tree.root)
    let diff = try UnifiedDiff(
      "--- a/dos.py\n+++ b/dos.py\n@@ -1,3 +1,3 @@\n a\r\n-b\r\n+B\r\n c\n\\ No newline at end of file\n")
    let changes = try folder.apply(diff, base: folder.snapshot().hash)
    #expect(try tree.text("dos.py") == "a\r\nB\r\nc")
    try folder.reverse(diff, pinned: changes)
    #expect(try tree.text("dos.py") == "a\r\nb\r\nc")
  }

  @Test func bytesThatAreNotTextStayAsTheyAre() throws {
    let tree = try TemporaryTree()
    try Files.replace("\(tree.root)/latin.py", with: [0x61, 0x0a, 0x62, 0x0a, 0x63, 0x0a, 0xe9, 0x00, 0xff, 0x0a])
    let folder = try SourceFolder(tree.root)
    let diff = try UnifiedDiff(UnifiedDiffTests.change.replacing("app.py", with: "latin.py"))
    _ = try folder.apply(diff, base: folder.snapshot().hash)
    #expect(try Files.read("\(tree.root)/latin.py") == [0x61, 0x0a, 0x42, 0x0a, 0x63, 0x0a, 0xe9, 0x00, 0xff, 0x0a])
  }

  static let mismatches: [(content: String?, says: String)] = [
    ("a\nx\nc\n", "line 2 is not the line"), ("a\nb\n", "only 2 lines"), ("a\r\nb\r\nc\r\n", "line 1"),
    (nil, "is not there"),
    ("x\na\nb\nc\n", "line 1"), ("a\nb\nc", "line 3"),
  ]

  @Test(arguments: mismatches) func appliesExactlyOrNotAtAll(_ item: (content: String?, says: String)) throws {
    let tree = try TemporaryTree(item.content.map { ["app.py": $0] } ?? [:])
    let folder = try SourceFolder(tree.root)
    let base = try folder.snapshot().hash
    let failure = #expect(throws: TreeFailure.self) {
      try folder.apply(UnifiedDiff(UnifiedDiffTests.change), base: base)
    }
    #expect(failure?.kind == .mismatch)
    #expect(failure?.message.contains(item.says) == true, "\(failure?.message ?? "none")")
    #expect(try folder.snapshot().hash == base)
  }

  @Test func anotherTreeIsStale() throws {
    let tree = try TemporaryTree(["app.py": "a\nb\nc\n", "other.py": "1\n"])
    let folder = try SourceFolder(tree.root)
    let base = try folder.snapshot().hash
    let diff = try UnifiedDiff(UnifiedDiffTests.change)
    try tree.write("other.py", "2\n")
    #expect(throws: TreeFailure.self) { try folder.apply(diff, base: base) }
    #expect(try tree.text("app.py") == "a\nb\nc\n")

    let pins = [FileChange(path: "app.py", base: SHA256.hex(of: "a\nb\nc\n"), new: SHA256.hex(of: "a\nB\nc\n"))]
    try folder.apply(diff, pinned: pins)
    #expect(try tree.text("app.py") == "a\nB\nc\n", "pinned files do not mind what else changed")
    try tree.write("app.py", "a\nB\nc\nd\n")
    let failure = #expect(throws: TreeFailure.self) { try folder.reverse(diff, pinned: pins) }
    #expect(failure?.kind == .stale)
    #expect(try tree.text("app.py") == "a\nB\nc\nd\n")
  }

  @Test func aResultThatWasNotVerifiedIsRefused() throws {
    let tree = try TemporaryTree(["app.py": "a\nb\nc\n"])
    let folder = try SourceFolder(tree.root)
    let base = SHA256.hex(of: "a\nb\nc\n")
    let diff = try UnifiedDiff(UnifiedDiffTests.change)
    for pins in [[], [FileChange(path: "app.py", base: base, new: base.replacing("a", with: "b"))]] {
      #expect(throws: TreeFailure.self) { try folder.apply(diff, pinned: pins) }
    }
    #expect(try tree.text("app.py") == "a\nb\nc\n")
  }

  @Test func theSecondFileFailsAndTheFirstIsPutBack() throws {
    let tree = try TemporaryTree(["app.py": "a\nb\nc\n", "dir/x.py": "1\n"])
    let folder = try SourceFolder(tree.root)
    let base = try folder.snapshot().hash
    let diff = try UnifiedDiff(
      UnifiedDiffTests.change
        + "--- /dev/null\n+++ b/made/new.py\n@@ -0,0 +1 @@\n+x\n--- a/dir/x.py\n+++ b/dir/x.py\n@@ -1 +1 @@\n-1\n+2\n")
    let edits = try folder.edits(of: diff)
    try tree.write("dir/x.py", "3\n")  // Between reading and writing.
    let failure = #expect(throws: TreeFailure.self) {
      var writer = TreeWriter(root: try folder.open())
      try writer.write(edits)
    }
    #expect(failure?.kind == .stale)
    try tree.write("dir/x.py", "1\n")
    #expect(try folder.snapshot().hash == base)
    #expect(try Files.list(tree.root) == ["app.py", "dir"])
    #expect(try Files.list("\(tree.root)/dir") == ["x.py"])
  }

  @Test func whatACrashLeftIsClearedAway() throws {
    let tree = try TemporaryTree(["app.py": "a\nb\nc\n", ".app.py.homeostasis-new": "half"])
    let folder = try SourceFolder(tree.root)
    let snapshot = try folder.snapshot()
    #expect(snapshot.entries.map(\.path) == ["app.py"])
    _ = try folder.apply(UnifiedDiff(UnifiedDiffTests.change), base: snapshot.hash)
    #expect(try Files.list(tree.root) == ["app.py"])
  }

  @Test(arguments: [
    ("link/victim", "a\nb\nc\n"), ("file-link", "a\nb\nc\n"), ("absolute/victim", "a\nb\nc\n"),
  ]) func linksAreNeverWrittenThrough(_ path: String, _ content: String) throws {
    let tree = try TemporaryTree(["app.py": "x\n"])
    try Files.makeFolder("\(tree.base)/outside")
    try Files.replace("\(tree.base)/outside/victim", with: Array(content.utf8))
    symlink("../outside", "\(tree.root)/link")
    symlink("../outside/victim", "\(tree.root)/file-link")
    symlink("\(tree.base)/outside", "\(tree.root)/absolute")
    let folder = try SourceFolder(tree.root)
    let base = try folder.snapshot().hash
    let change = UnifiedDiffTests.change.replacing("app.py", with: path)
    let create = "--- /dev/null\n+++ b/\(path)-new/f\n@@ -0,0 +1 @@\n+x\n"
    for text in path == "file-link" ? [change] : [change, create] {
      let failure = #expect(throws: TreeFailure.self) { try folder.apply(UnifiedDiff(text), base: base) }
      #expect(failure?.kind == .refused)
    }
    #expect(try Files.text("\(tree.base)/outside/victim") == content)
    #expect(try Files.list("\(tree.base)/outside") == ["victim"])
  }
}
