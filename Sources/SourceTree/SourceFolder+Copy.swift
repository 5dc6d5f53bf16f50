import Glibc
import SystemCalls

extension SourceFolder {
  /// Copies the tree as `snapshot` knows it into a new folder: same bytes, modes and times; links as they are; no hard
  /// links, so that nothing written into the copy can reach the original.
  /// - Parameters:
  ///   - destination: must not exist; its parent must.
  ///   - owner: the user and group that the copy is given to; nil: who runs this.
  /// - Throws: `stale` when a file is not what it was in the snapshot. The destination is removed then.
  public func copy(
    _ snapshot: TreeSnapshot, to destination: String, owner: UInt32? = nil
  ) throws(TreeFailure) {
    if mkdir(destination, 0o755) != 0 {
      throw TreeFailure(.unwritable, destination, SystemError("mkdir"), doing: "no copy can be made")
    }
    do throws(TreeFailure) {
      let to = try openCopy(destination)
      let from = try open()
      for entry in snapshot.entries { try copy(entry, from: from, to: to, owner: owner) }
      if let owner { fchown(to.number, owner, owner) }
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

  private func copy(
    _ entry: TreeEntry, from: OwnedFile, to: OwnedFile, owner: UInt32?
  ) throws(TreeFailure) {
    let made: Int32
    switch entry.kind {
    case .folder: made = mkdirat(to.number, entry.path, 0o755)
    case .link(let target): made = symlinkat(target, to.number, entry.path)
    case .file:
      try copyFile(entry, from: from, to: to)
      made = 0
    }
    if made != 0 { throw TreeFailure(.unwritable, entry.path, SystemError("create"), doing: "cannot be copied") }
    if let owner, fchownat(to.number, entry.path, owner, owner, AT_SYMLINK_NOFOLLOW) != 0 {
      throw TreeFailure(.unwritable, entry.path, SystemError("fchownat"), doing: "cannot be given to user \(owner)")
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
