import Glibc
import SystemCalls

extension SourceFolder {
  /// Copies the tree as `snapshot` knows it into a new folder: same bytes, modes and times; links as they are; no hard
  /// links, so that nothing written into the copy can reach the original.
  /// - Parameter destination: must not exist; its parent must. All may read what is in it.
  /// - Throws: `stale` when a file is not what it was in the snapshot. The destination is removed then.
  public func copy(_ snapshot: TreeSnapshot, to destination: String) throws(TreeFailure) {
    if mkdir(destination, 0o755) != 0 {
      throw TreeFailure(.unwritable, destination, SystemError("mkdir"), doing: "no copy can be made")
    }
    do throws(TreeFailure) {
      let to = try openCopy(destination)
      fchmod(to.number, 0o755)
      let from = try open()
      for entry in snapshot.entries { try copy(entry, from: from, to: to) }
    } catch {
      do { try Files.remove(destination) } catch let leftover {
        throw TreeFailure(
          error.kind, error.place, "\(error.message) (and \(destination) could not be removed: \(leftover))")
      }
      throw error
    }
  }

  private func openCopy(_ destination: String) throws(TreeFailure) -> OwnedFile {
    do {
      return try OwnedFile(opening: destination, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    } catch {
      throw TreeFailure(.unwritable, destination, error, doing: "cannot be opened")
    }
  }

  private func copy(_ entry: TreeEntry, from: OwnedFile, to: OwnedFile) throws(TreeFailure) {
    switch entry.kind {
    case .folder:
      // The mask of the process must not hide the copy from the user that works in it.
      let made = mkdirat(to.number, entry.path, 0o755) == 0 && fchmodat(to.number, entry.path, 0o755, 0) == 0
      if !made { throw TreeFailure(.unwritable, entry.path, SystemError("mkdirat"), doing: "cannot be copied") }
    case .link(let target):
      if symlinkat(target, to.number, entry.path) != 0 {
        throw TreeFailure(.unwritable, entry.path, SystemError("symlinkat"), doing: "cannot be copied")
      }
    case .file: try copyFile(entry, from: from, to: to)
    }
  }

  private func copyFile(_ entry: TreeEntry, from: OwnedFile, to: OwnedFile) throws(TreeFailure) {
    let source: OwnedFile
    do {
      source = try OwnedFile(beneath: from, entry.path, O_RDONLY | O_NONBLOCK, noLinks: true)
    } catch {
      if error.number == ENOENT || error.number == ELOOP { throw Self.changed(entry) }
      throw TreeFailure(.unreadable, entry.path, error, doing: "cannot be copied")
    }
    try check(source, isStill: entry)
    do {
      let mode: mode_t = entry.identity.isExecutable ? 0o755 : 0o644
      let copy = try OwnedFile(beneath: to, entry.path, O_WRONLY | O_CREAT | O_EXCL, mode: mode, noLinks: true)
      _ = try checked("fchmod") { fchmod(copy.number, mode) }
      try copy.takeContent(of: source)
      try copy.setTime(entry.identity.modified)
    } catch {
      throw TreeFailure(.unwritable, entry.path, error, doing: "cannot be copied")
    }
    try check(source, isStill: entry)
  }

  /// A volatile file may change at any time.
  private func check(_ file: OwnedFile, isStill entry: TreeEntry) throws(TreeFailure) {
    if rules.isVolatile(Files.name(of: entry.path)) { return }
    if try file.identity(entry.path) != entry.identity { throw Self.changed(entry) }
  }

  private static func changed(_ entry: TreeEntry) -> TreeFailure {
    TreeFailure(.stale, entry.path, "changed while the tree was copied; try again when it is at rest")
  }
}
