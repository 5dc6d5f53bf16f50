import Glibc
import Healing
import SourceTree
import SystemCalls

/// What one command needs beside the tree: the files that a diff changes, the names of those it deletes, and the names
/// of the files that are wanted afterwards. Removed with the object.
final class SandboxJob: Sendable {
  let folder: String

  /// - Parameter tree: the pristine copy that `diff` must apply to.
  init(_ folder: String, diff: String?, tree: SourceFolder, collect: [String]) throws(StageFailure) {
    self.folder = folder
    let edits: [FileEdit]
    do {
      edits =
        try diff.map { text throws(TreeFailure) in try tree.edits(of: UnifiedDiff(text, rules: tree.rules)) } ?? []
    } catch {
      throw StageFailure(error)
    }
    for path in collect { try Self.check(path) }
    do {
      try Files.makeFolder("\(folder)/files")
      for edit in edits { try write(edit) }
      try write("deleted", edits.filter { $0.after == nil }.map(\.path.description))
      try write("collect", collect)
    } catch {
      throw StageFailure(error, doing: "a job for the sandbox cannot be written")
    }
  }

  deinit {
    // Swept with the workspace when it cannot be removed now.
    try? Files.remove(folder)
  }

  private func write(_ edit: FileEdit) throws(SystemError) {
    guard let after = edit.after else { return }
    let path = "\(folder)/files/\(edit.path)"
    try Files.makeFolder(Files.parent(of: path))
    let file = try OwnedFile(opening: path, O_WRONLY | O_CREAT | O_EXCL)
    try file.writeAll(after)
    _ = try checked("fchmod", path) { fchmod(file.number, edit.executable ? 0o755 : 0o644) }
  }

  private func write(_ name: String, _ lines: [String]) throws(SystemError) {
    let file = try OwnedFile(opening: "\(folder)/\(name)", O_WRONLY | O_CREAT | O_EXCL)
    try file.writeAll(lines.map { $0 + "\n" }.joined())
    _ = try checked("fchmod", name) { fchmod(file.number, 0o644) }
  }

  private static func check(_ path: String) throws(StageFailure) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.isEmpty || parts.contains(where: { $0.isEmpty || $0 == ".." }) || path.utf8.contains(where: { $0 < 0x20 }) {
      throw StageFailure(
        .invalid, code: "sandbox.collect", place: path,
        message: "a wanted file is named relative to the root, without `..`")
    }
  }
}
