import Glibc
import SystemCalls
import Testing

@testable import SourceTree

@Suite struct SnapshotTests {
  @Test func hashKnowsContentPathAndMode() throws {
    let tree = try TemporaryTree(["app.py": "x = 1\n", "pkg/mod.py": "y = 2\n"])
    let folder = try SourceFolder(tree.root)
    let first = try folder.snapshot().hash
    #expect(try folder.snapshot().hash == first)
    #expect(try SourceFolder(tree.root).snapshot().hash == first)

    try tree.write("app.py", "x = 2\n")
    let changed = try folder.snapshot().hash
    #expect(changed != first)
    try tree.write("app.py", "x = 1\n")
    #expect(try folder.snapshot().hash == first)
    chmod("\(tree.root)/app.py", 0o755)
    #expect(try folder.snapshot().hash != first)
    chmod("\(tree.root)/app.py", 0o600)
    #expect(try folder.snapshot().hash == first, "only whether it is executable counts")
    rename("\(tree.root)/pkg/mod.py", "\(tree.root)/pkg/other.py")
    #expect(try folder.snapshot().hash != first)
  }

  @Test func secretsCachesAndLogsAreNoPartOfIt() throws {
    let tree = try TemporaryTree(["app.py": "x = 1\n"])
    let folder = try SourceFolder(tree.root)
    let first = try folder.snapshot()
    let left = [
      ".env", ".env.production", ".git/config", ".homeostasis/state.db", "__pycache__/app.cpython-311.pyc", "pkg/a.pyc",
      ".pytest_cache/v", ".aws/credentials", ".netrc", "shop.log", "shop.log.1", "shop.log.2026-11-24.gz", "run.pid",
    ]
    for path in left { try tree.write(path, "secret\n") }
    let second = try folder.snapshot()
    #expect(second.hash == first.hash)
    #expect(second.entries.map(\.path) == ["app.py", "pkg"])
    try tree.write(".env.example", "KEY=\n")
    #expect(try folder.snapshot().entry(".env.example") != nil)
  }

  @Test func databasesAreCopiedAndNotHashed() throws {
    let tree = try TemporaryTree(["app.py": "x = 1\n", "data/shop.sqlite": "1"])
    let folder = try SourceFolder(tree.root)
    let first = try folder.snapshot()
    try tree.write("data/shop.sqlite", "2")
    let second = try folder.snapshot()
    #expect(second.hash == first.hash)
    try folder.copy(second, to: "\(tree.base)/copy")
    #expect(try Files.text("\(tree.base)/copy/data/shop.sqlite") == "2")
  }

  @Test func installedDependenciesAreSetAside() throws {
    let tree = try TemporaryTree([
      "app.py": "x\n", "venv311/pyvenv.cfg": "home = /usr/bin\n", "venv311/lib/a.py": "x\n",
      "web/node_modules/x.js": "x\n",
    ])
    let snapshot = try SourceFolder(tree.root).snapshot()
    #expect(snapshot.environments == ["venv311", "web/node_modules"])
    #expect(snapshot.entries.map(\.path) == ["app.py", "web"])
  }

  @Test func linksAreTakenAsTheyAreAndNeverFollowed() throws {
    let tree = try TemporaryTree(["app.py": "x\n"])
    try Files.makeFolder("\(tree.base)/outside")
    try Files.replace("\(tree.base)/outside/secret", with: Array("secret".utf8))
    symlink("../outside", "\(tree.root)/out")
    symlink("/etc", "\(tree.root)/etc")
    symlink("app.py", "\(tree.root)/same")
    let folder = try SourceFolder(tree.root)
    let snapshot = try folder.snapshot()
    #expect(snapshot.entries.map(\.path) == ["app.py", "etc", "out", "same"])
    #expect(snapshot.linksOut.map(\.path) == ["etc", "out"])
    try folder.copy(snapshot, to: "\(tree.base)/copy")
    var status = stat()
    #expect(lstat("\(tree.base)/copy/out", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(throws: TreeFailure.self) { try folder.read("out/secret") }
    #expect(throws: TreeFailure.self) { try folder.read("etc/passwd") }
  }

  @Test func pipesAndNamesThatAreNotTextAreTold() throws {
    let tree = try TemporaryTree(["app.py": "x\n"])
    mkfifo("\(tree.root)/pipe", 0o600)
    var name = Array("\(tree.root)/caf".utf8CString.dropLast()) + [CChar(bitPattern: 0xe9), 0]
    close(open(&name, O_CREAT | O_WRONLY, 0o600))
    let snapshot = try SourceFolder(tree.root).snapshot()
    #expect(snapshot.entries.map(\.path) == ["app.py"])
    #expect(snapshot.skipped.count == 2)
    unlink(&name)
  }

  @Test func limitsAreErrorsThatNameThem() throws {
    let tree = try TemporaryTree(["a.py": "1234567890", "b.py": "1234567890", "d/e/f/g.py": "x"])
    func failure(_ limits: TreeLimits) -> TreeFailure? {
      #expect(throws: TreeFailure.self) { try SourceFolder(tree.root, limits: limits).snapshot() }
    }
    #expect(failure(TreeLimits(files: 2))?.message.contains("2 files") == true)
    #expect(failure(TreeLimits(totalBytes: 15))?.message.contains("15 bytes") == true)
    #expect(failure(TreeLimits(fileBytes: 9))?.kind == .limit)
    #expect(failure(TreeLimits(depth: 2))?.kind == .limit)
    #expect(throws: TreeFailure.self) { try SourceFolder("/") }
    #expect(throws: TreeFailure.self) { try SourceFolder("\(tree.root)/absent") }
  }

  @Test func theCopyIsWholeAndApart() throws {
    let tree = try TemporaryTree(["app.py": "x = 1\n", "pkg/run.sh": "#!/bin/sh\n"])
    try Files.makeFolder("\(tree.root)/empty")
    chmod("\(tree.root)/pkg/run.sh", 0o755)
    let folder = try SourceFolder(tree.root)
    let snapshot = try folder.snapshot()
    let copy = "\(tree.base)/copy"
    try folder.copy(snapshot, to: copy)
    #expect(try SourceFolder(copy).snapshot().hash == snapshot.hash)
    #expect(Files.isFolder("\(copy)/empty"))
    try Files.replace("\(copy)/app.py", with: [])
    let inPlace = try OwnedFile(opening: "\(copy)/pkg/run.sh", O_WRONLY | O_TRUNC)
    try inPlace.writeAll("changed")
    #expect(try folder.snapshot().hash == snapshot.hash)
  }

  @Test func aTreeThatChangesWhileItIsCopiedIsStale() throws {
    let tree = try TemporaryTree(["a.py": "1\n", "b.py": "2\n"])
    let folder = try SourceFolder(tree.root)
    let snapshot = try folder.snapshot()
    try tree.write("b.py", "3\n")
    let failure = #expect(throws: TreeFailure.self) { try folder.copy(snapshot, to: "\(tree.base)/copy") }
    #expect(failure?.kind == .stale)
    #expect(!Files.exists("\(tree.base)/copy"))
  }

  @Test func aChangeWithTheSameSizeAndTimeIsSeen() throws {
    let tree = try TemporaryTree(["a.py": "1\n"])
    let folder = try SourceFolder(tree.root)
    let first = try folder.snapshot().hash
    let file = try OwnedFile(opening: "\(tree.root)/a.py", O_RDWR)
    let time = try file.identity("a.py").modified
    try file.writeAll("2\n")
    try file.setTime(time)
    #expect(try folder.snapshot().hash != first)
  }
}
