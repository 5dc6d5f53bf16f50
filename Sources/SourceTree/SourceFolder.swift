import Glibc
import Synchronization
import SystemCalls

/// A folder with the source of a service: read, hashed, copied and changed without ever leaving it.
///
/// All methods may be called from any thread, and block while they read.
public final class SourceFolder: Sendable {
  /// Absolute, links resolved.
  public let root: String
  /// What belongs to the tree.
  public let rules: TreeRules
  /// How large the tree may be.
  public let limits: TreeLimits
  private let cache = Mutex(HashCache())

  /// - Throws: `unreadable` when `path` is not a folder, `refused` when it is the root of the file system.
  public init(_ path: String, rules: TreeRules = TreeRules(), limits: TreeLimits = TreeLimits()) throws(TreeFailure) {
    do {
      root = try Files.resolve(path)
    } catch {
      throw TreeFailure(.unreadable, path, error, doing: "is not there")
    }
    if root == "/" {
      throw TreeFailure(.refused, path, "the whole file system is no source tree; name the service's folder")
    }
    if !Files.isFolder(root) {
      throw TreeFailure(.unreadable, path, "is not a folder; name the folder with the source")
    }
    self.rules = rules
    self.limits = limits
  }

  /// What the tree holds now. Cheap when asked again: only files that have changed are read.
  public func snapshot() throws(TreeFailure) -> TreeSnapshot {
    let folder = try open()
    let known = cache.withLock { $0 }
    var walk = TreeWalk(root: root, rules: rules, limits: limits, cache: known)
    let snapshot = try walk.take(folder)
    cache.withLock { $0 = walk.cache }
    return snapshot
  }

  /// The bytes of the file at `path`; nil when there is none.
  /// - Throws: `refused` for a path that leads out or a link, `limit` for a file that is too large.
  public func read(_ path: String) throws(TreeFailure) -> [UInt8]? {
    try content(of: TreePath(path, rules: rules), in: open())?.bytes
  }

  /// The root's descriptor, from which everything else is opened.
  func open() throws(TreeFailure) -> OwnedFile {
    do {
      return try OwnedFile(opening: root, O_RDONLY | O_DIRECTORY)
    } catch {
      throw TreeFailure(.unreadable, root, error, doing: "cannot be opened")
    }
  }

  /// The bytes and the status of a file; nil when there is none.
  func content(
    of path: TreePath, in folder: OwnedFile
  ) throws(TreeFailure) -> (bytes: [UInt8], identity: FileIdentity)? {
    let file: OwnedFile
    do {
      file = try OwnedFile(beneath: folder, path.description, O_RDONLY | O_NONBLOCK, noLinks: true)
    } catch {
      if error.number == ENOENT || error.number == ENOTDIR { return nil }
      throw Self.failure(.unreadable, path, error)
    }
    let identity = try file.identity(path.description)
    if !identity.isFile { throw TreeFailure(.refused, path.description, "is not a plain file; only those are patched") }
    do {
      return (try file.readAll(limit: Int(limits.fileBytes)), identity)
    } catch {
      let kind: TreeFailure.Kind = error.number == EFBIG ? .limit : .unreadable
      throw TreeFailure(kind, path.description, error, doing: "cannot be read")
    }
  }

  /// Tells a path that leads out from other reasons.
  static func failure(_ kind: TreeFailure.Kind, _ path: TreePath, _ error: SystemError) -> TreeFailure {
    switch error.number {
    case ELOOP: TreeFailure(.refused, path.description, "leads through a symbolic link, which is never followed")
    case EXDEV: TreeFailure(.refused, path.description, "leads out of the tree")
    default: TreeFailure(kind, path.description, error, doing: "cannot be opened")
    }
  }
}
