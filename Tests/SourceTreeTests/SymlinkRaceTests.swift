import Glibc
import Synchronization
import SystemCalls
import TestSupport
import Testing

@testable import SourceTree

/// Somebody swaps a folder of the tree with a link that leads out, again and again, while patches are applied in it.
@Suite struct SymlinkRaceTests {
  @Test func nothingIsWrittenOutside() throws {
    let rounds = Soak.count("patches while links are swapped", usual: 50, full: 100_000)
    let tree = try TemporaryTree(["pkg/app.py": "a\nb\nc\n"])
    let outside = "\(tree.base)/outside"
    try Files.makeFolder(outside)
    try Files.replace("\(outside)/app.py", with: Array("a\nb\nc\n".utf8))
    symlink("../outside", "\(tree.base)/link")
    let root = tree.root
    let base = tree.base
    let stop = Atomic(false)
    let folder = try SourceFolder(root)
    let diff = try UnifiedDiff(UnifiedDiffTests.change.replacing("app.py", with: "pkg/app.py"))

    let swaps = Atomic(0)
    let swapper = WorkerThread(name: "swapper")
    let ended = Atomic(false)
    swapper.perform {
      while !stop.load(ordering: .relaxed) {
        rename("\(root)/pkg", "\(base)/kept")
        rename("\(base)/link", "\(root)/pkg")
        rename("\(root)/pkg", "\(base)/link")
        rename("\(base)/kept", "\(root)/pkg")
        swaps.add(1, ordering: .relaxed)
      }
      ended.store(true, ordering: .releasing)
    }
    while swaps.load(ordering: .relaxed) == 0 { sched_yield() }
    var applied = 0
    var refused = 0
    while applied + refused < rounds || (applied == 0 || refused == 0) && applied + refused < 100 * rounds {
      do throws(TreeFailure) {
        try TreeWriterRound.run(applied % 2 == 0 ? diff : diff.reversed, in: folder)
        applied += 1
      } catch {
        refused += 1
      }
    }
    stop.store(true, ordering: .relaxed)
    while !ended.load(ordering: .acquiring) { sched_yield() }
    #expect(try Files.list(outside) == ["app.py"])
    #expect(try Files.text("\(outside)/app.py") == "a\nb\nc\n")
    #expect(applied > 0 && refused > 0, "\(applied) applied, \(refused) refused: no race took place")
    #expect(swaps.load(ordering: .relaxed) > 0)
  }
}

/// One patch without the check of the whole tree's hash, which would hide the race.
private enum TreeWriterRound {
  static func run(_ diff: UnifiedDiff, in folder: SourceFolder) throws(TreeFailure) {
    let edits = try folder.edits(of: diff)
    var writer = TreeWriter(root: try folder.open())
    try writer.write(edits)
  }
}
