import Glibc
import SystemCalls

/// Writes edits below an open folder. Every file is reached without following a link, written beside its place, made
/// durable, and put there by one rename.
struct TreeWriter {
  let root: OwnedFile
  /// New content beside its place.
  private struct Staged {
    let edit: FileEdit
    let folder: OwnedFile
    var name: String { edit.path.name }
    var temporary: String { "." + name + TreeRules.temporaryEnding }
  }
  private var staged: [Staged] = []
  private var committed = 0
  /// Folders that did not stand before, outermost first.
  private var made: [String] = []

  init(root: OwnedFile) { self.root = root }

  /// All or nothing.
  mutating func write(_ edits: [FileEdit]) throws(TreeFailure) {
    do throws(TreeFailure) {
      for edit in edits { try stage(edit) }
      while committed < staged.count {
        try commit(staged[committed])
        committed += 1
      }
      for item in staged { try synchronize(item.folder, item.edit) }
    } catch {
      throw takeBack(after: error)
    }
    for item in staged where item.edit.after == nil { removeEmptyFolders(above: item.edit.path) }
  }

  private mutating func stage(_ edit: FileEdit) throws(TreeFailure) {
    if edit.before == nil { try makeFolders(for: edit.path) }
    let item: Staged
    do {
      let flags = O_RDONLY | O_DIRECTORY
      item = Staged(edit: edit, folder: try OwnedFile(beneath: root, edit.path.folder, flags, noLinks: true))
    } catch {
      throw SourceFolder.failure(.unwritable, edit.path, error)
    }
    staged.append(item)
    if let after = edit.after { try put(after, item) }
  }

  private func put(_ bytes: [UInt8], _ item: Staged) throws(TreeFailure) {
    do {
      unlinkat(item.folder.number, item.temporary, 0)  // Left by a crash; when there is none, nothing happens.
      let flags = O_WRONLY | O_CREAT | O_EXCL
      let file = try OwnedFile(beneath: item.folder, item.temporary, flags, mode: 0o600, noLinks: true)
      try file.writeAll(bytes)
      let identity = item.edit.identity
      let mode = identity.map { $0.mode & 0o7777 } ?? (item.edit.executable ? 0o755 : 0o644)
      if let identity { fchown(file.number, identity.owner, identity.group) }  // Only root may; others own it already.
      _ = try checked("fchmod") { fchmod(file.number, mode) }
      _ = try checked("fsync") { fsync(file.number) }
    } catch {
      throw TreeFailure(.unwritable, item.edit.path.description, error, doing: "cannot be written")
    }
  }

  /// The one step in which the new file takes the place of the old, if that is still the one that was read.
  private func commit(_ item: Staged) throws(TreeFailure) {
    let place = item.edit.path.description
    var status = stat()
    let found = fstatat(item.folder.number, item.name, &status, AT_SYMLINK_NOFOLLOW) == 0
    if found != (item.edit.before != nil) || found && FileIdentity(status) != item.edit.identity {
      throw TreeFailure(.stale, place, "changed while the patch was applied; nothing was written")
    }
    do {
      if item.edit.after == nil {
        _ = try checked("unlinkat") { unlinkat(item.folder.number, item.name, 0) }
      } else if item.edit.before == nil {
        try item.folder.renameNew(item.temporary, to: item.name)
      } else {
        _ = try checked("renameat") { renameat(item.folder.number, item.temporary, item.folder.number, item.name) }
      }
    } catch {
      throw TreeFailure(.unwritable, place, error, doing: "cannot be put in its place")
    }
  }

  private func synchronize(_ folder: OwnedFile, _ edit: FileEdit) throws(TreeFailure) {
    if fsync(folder.number) != 0 {
      throw TreeFailure(.unwritable, edit.path.description, SystemError("fsync"), doing: "cannot be made durable")
    }
  }

  /// Puts back what was there. Returns the failure, with what could not be put back.
  private func takeBack(after failure: TreeFailure) -> TreeFailure {
    var failure = failure
    for (index, item) in staged.enumerated().reversed() {
      if index < committed {
        do throws(TreeFailure) {
          try restore(item)
        } catch {
          failure.message += "; \(item.edit.path) is changed and could not be put back: \(error.message)"
        }
      }
      unlinkat(item.folder.number, item.temporary, 0)
    }
    for folder in made.reversed() { removeEmptyFolder(folder) }
    return failure
  }

  private func restore(_ item: Staged) throws(TreeFailure) {
    let failed: Int32
    if let before = item.edit.before {
      try put(before, item)
      failed = renameat(item.folder.number, item.temporary, item.folder.number, item.name)
    } else {
      failed = unlinkat(item.folder.number, item.name, 0)
    }
    if failed != 0 {
      throw TreeFailure(.unwritable, item.edit.path.description, SystemError("rename"), doing: "cannot be put back")
    }
  }

  private mutating func makeFolders(for path: TreePath) throws(TreeFailure) {
    var folder = root
    for (depth, component) in path.components.dropLast().enumerated() {
      if mkdirat(folder.number, component, 0o755) == 0 {
        made.append(path.components[...depth].joined(separator: "/"))
      } else if errno != EEXIST {
        throw TreeFailure(.unwritable, path.description, SystemError("mkdirat"), doing: "its folder cannot be made")
      }
      do {
        folder = try OwnedFile(beneath: folder, component, O_RDONLY | O_DIRECTORY, noLinks: true)
      } catch {
        throw SourceFolder.failure(.unwritable, path, error)
      }
    }
  }

  /// As git does; a folder that still holds something stays.
  private func removeEmptyFolders(above path: TreePath) {
    var components = path.components.dropLast()
    while !components.isEmpty, removeEmptyFolder(components.joined(separator: "/")) { components.removeLast() }
  }

  /// False when it stays.
  @discardableResult private func removeEmptyFolder(_ path: String) -> Bool {
    do {
      let above = try OwnedFile(beneath: root, Files.parent(of: path), O_RDONLY | O_DIRECTORY, noLinks: true)
      return unlinkat(above.number, Files.name(of: path), AT_REMOVEDIR) == 0
    } catch {
      return false  // Out of reach, so it was replaced by somebody else and is theirs.
    }
  }
}
