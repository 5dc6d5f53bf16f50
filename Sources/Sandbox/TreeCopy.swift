import Healing
import SourceTree
import SystemCalls

/// A pristine copy of a tree that sessions start from. Nothing ever writes into it. Removed with the object.
final class TreeCopy: Sendable {
  let source: SourceFolder
  let snapshot: TreeSnapshot

  /// - Throws: `stale-source` when the tree changes meanwhile.
  init(of original: SourceFolder, _ snapshot: TreeSnapshot, at path: String) throws(StageFailure) {
    do {
      try original.copy(snapshot, to: path)
      source = try SourceFolder(path, rules: original.rules, limits: original.limits)
    } catch {
      throw StageFailure(error)
    }
    self.snapshot = snapshot
  }

  deinit {
    // Swept with the workspace when it cannot be removed now.
    try? Files.remove(source.root)
  }
}
