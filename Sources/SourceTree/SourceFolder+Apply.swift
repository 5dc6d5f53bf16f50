import Digest
public import Healing

extension SourceFolder {
  /// What a diff would do to the tree as it is now; writes nothing.
  public func edits(of diff: UnifiedDiff) throws(TreeFailure) -> [FileEdit] {
    let folder = try open()
    var edits: [FileEdit] = []
    for file in diff.files { edits.append(try FileEdit(file, before: try content(of: file.path, in: folder))) }
    return edits
  }

  /// Applies a diff to the tree: all of its files or none. Each file is the old or the new one at any moment.
  /// - Parameter base: the hash of the tree that the diff was made for.
  /// - Returns: the files with the hashes of both sides, which pin a later ``reverse(_:pinned:)``.
  /// - Throws: `stale` when the tree is another one, `mismatch` when the diff does not apply exactly.
  public func apply(_ diff: UnifiedDiff, base: String) throws(TreeFailure) -> [FileChange] {
    let now = try snapshot().hash
    if now != base {
      throw TreeFailure(
        .stale, root, "the tree has changed: it is \(now.prefix(12)), and the diff is for \(base.prefix(12))")
    }
    let edits = try edits(of: diff)
    try write(edits)
    return edits.map(\.change)
  }

  /// Applies a diff whose files are pinned one by one, whatever else has changed in the tree. A file that is as it
  /// should be afterwards is left alone: after a crash in the middle the same call finishes the work.
  /// - Throws: `stale` when a file is neither as before nor as after, and `mismatch` when the diff's result is not the
  ///   pinned one. Nothing is written then.
  public func apply(_ diff: UnifiedDiff, pinned: [FileChange]) throws(TreeFailure) {
    let folder = try open()
    guard Set(pinned.map(\.path)) == Set(diff.files.map(\.path.description)) else {
      throw TreeFailure(.mismatch, "diff", "the files of the diff are not those that were verified")
    }
    var edits: [FileEdit] = []
    for file in diff.files {
      let pin = pinned.first { $0.path == file.path.description }
      let content = try content(of: file.path, in: folder)
      let hash = content.map { SHA256.hex(of: $0.bytes) }
      if hash == pin?.new { continue }
      if hash != pin?.base {
        throw TreeFailure(.stale, file.path.description, "changed since the patch was verified; nothing was written")
      }
      let edit = try FileEdit(file, before: content)
      if edit.change.new != pin?.new {
        throw TreeFailure(.mismatch, file.path.description, "the diff does not give the file that was verified")
      }
      edits.append(edit)
    }
    try write(edits)
  }

  /// Takes an applied diff out of the tree again, as ``apply(_:pinned:)`` puts it in.
  /// - Parameter pinned: as they were when the diff was applied.
  public func reverse(_ diff: UnifiedDiff, pinned: [FileChange]) throws(TreeFailure) {
    try apply(diff.reversed, pinned: pinned.map { FileChange(path: $0.path, base: $0.new, new: $0.base) })
  }

  private func write(_ edits: [FileEdit]) throws(TreeFailure) {
    var writer = TreeWriter(root: try open())
    try writer.write(edits)
  }
}
