import Digest
import Glibc
import SystemCalls

/// One walk through a folder. Every folder is opened from the one above without following links, so that a tree that
/// changes meanwhile cannot lead the walk out of it.
struct TreeWalk {
  let rules: TreeRules
  let limits: TreeLimits
  let root: String
  var cache: HashCache
  private var entries: [TreeEntry] = []
  private var environments: [String] = []
  private var skipped: [String] = []
  private var bytes: Int64 = 0

  init(root: String, rules: TreeRules, limits: TreeLimits, cache: HashCache) {
    self.root = root
    self.rules = rules
    self.limits = limits
    self.cache = cache
  }

  /// Takes everything below `root`, whose descriptor is `folder`.
  mutating func take(_ folder: OwnedFile) throws(TreeFailure) -> TreeSnapshot {
    try visit(folder, prefix: "", depth: 0)
    cache.limit(to: Set(entries.map(\.path)))
    return TreeSnapshot(entries: entries, environments: environments, skipped: skipped)
  }

  private mutating func visit(_ folder: OwnedFile, prefix: String, depth: Int) throws(TreeFailure) {
    if depth > limits.depth {
      throw TreeFailure(.limit, "\(root)/\(prefix)", "more than \(limits.depth) folders below each other")
    }
    for name in try names(in: folder, prefix) where !rules.omits(name) {
      let path = prefix + name
      guard let identity = try status(of: name, in: folder, path) else { continue }
      if identity.isFolder {
        try enter(name, in: folder, path, identity, depth)
      } else if identity.isFile {
        try addFile(name, in: folder, path, identity)
      } else if identity.isLink {
        addLink(name, in: folder, path, identity)
      } else {
        skipped.append("\(path): neither file, folder nor link")
      }
      if entries.count > limits.files {
        throw TreeFailure(.limit, root, "more than \(limits.files) files; point `source` at a smaller folder")
      }
    }
  }

  private mutating func enter(
    _ name: String, in folder: OwnedFile, _ path: String, _ identity: FileIdentity, _ depth: Int
  ) throws(TreeFailure) {
    let number = openat(folder.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if number < 0 {
      if errno == ENOENT || errno == ELOOP || errno == ENOTDIR { return }  // Replaced since it was listed.
      throw TreeFailure(.unreadable, "\(root)/\(path)", SystemError("open"), doing: "cannot be entered")
    }
    let inner = OwnedFile(number)
    if rules.environmentNames.contains(name) || faccessat(number, "pyvenv.cfg", F_OK, AT_SYMLINK_NOFOLLOW) == 0 {
      environments.append(path)
      return
    }
    entries.append(TreeEntry(path: path, kind: .folder, identity: identity))
    try visit(inner, prefix: path + "/", depth: depth + 1)
  }

  private mutating func addFile(
    _ name: String, in folder: OwnedFile, _ path: String, _ identity: FileIdentity
  ) throws(TreeFailure) {
    bytes += identity.bytes
    if identity.bytes > limits.fileBytes {
      throw TreeFailure(.limit, "\(root)/\(path)", "larger than \(limits.fileBytes) bytes; move it out of the tree")
    }
    if bytes > limits.totalBytes {
      throw TreeFailure(.limit, root, "more than \(limits.totalBytes) bytes; point `source` at a smaller folder")
    }
    if rules.isVolatile(name) {
      let kind = TreeEntry.Kind.file(hash: "", executable: identity.isExecutable)
      entries.append(TreeEntry(path: path, kind: kind, identity: identity))
      return
    }
    guard let (hash, identity) = try hash(name, in: folder, path, identity) else { return }
    let kind = TreeEntry.Kind.file(hash: hash, executable: identity.isExecutable)
    entries.append(TreeEntry(path: path, kind: kind, identity: identity))
  }

  /// The hash and the identity that it belongs to; nil when the file is gone.
  private mutating func hash(
    _ name: String, in folder: OwnedFile, _ path: String, _ identity: FileIdentity
  ) throws(TreeFailure) -> (String, FileIdentity)? {
    if let known = cache.hash(of: path, identity) { return (known, identity) }
    let number = openat(folder.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if number < 0 {
      if errno == ENOENT || errno == ELOOP { return nil }
      throw TreeFailure(.unreadable, "\(root)/\(path)", SystemError("open"), doing: "cannot be read")
    }
    let file = OwnedFile(number)
    let before = try file.identity("\(root)/\(path)")
    let hash: String
    do {
      hash = try SHA256.hex(ofDescriptor: number, named: "\(root)/\(path)")
    } catch {
      throw TreeFailure(.unreadable, error.path, error.description)
    }
    // A file that grows while it is read keeps the identity from before, so that the next look reads it again.
    if try file.identity("\(root)/\(path)") == before { cache.keep(hash, of: path, before) }
    return (hash, before)
  }

  private mutating func addLink(_ name: String, in folder: OwnedFile, _ path: String, _ identity: FileIdentity) {
    guard let target = linkTarget(name, in: folder) else {
      skipped.append("\(path): the target of the link is not UTF-8 or too long")
      return
    }
    entries.append(TreeEntry(path: path, kind: .link(target: target), identity: identity))
  }

  private mutating func names(in folder: OwnedFile, _ prefix: String) throws(TreeFailure) -> [String] {
    let copy = fcntl(folder.number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0, let stream = fdopendir(copy) else {
      throw TreeFailure(.unreadable, "\(root)/\(prefix)", SystemError("fdopendir"), doing: "cannot be listed")
    }
    defer { closedir(stream) }
    rewinddir(stream)
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      guard let name else {
        skipped.append("\(prefix): a name that is not UTF-8")
        continue
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Nil when it is gone.
  private func status(of name: String, in folder: OwnedFile, _ path: String) throws(TreeFailure) -> FileIdentity? {
    var status = stat()
    if fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return FileIdentity(status) }
    if errno == ENOENT { return nil }
    throw TreeFailure(.unreadable, "\(root)/\(path)", SystemError("fstatat"), doing: "has no status")
  }
}

extension OwnedFile {
  /// The status of the open file.
  func identity(_ place: String) throws(TreeFailure) -> FileIdentity {
    var status = stat()
    if fstat(number, &status) != 0 {
      throw TreeFailure(.unreadable, place, SystemError("fstat"), doing: "has no status")
    }
    return FileIdentity(status)
  }
}

/// Where a link leads; nil when it is not UTF-8 or too long.
func linkTarget(_ name: String, in folder: OwnedFile) -> String? {
  var buffer = [CChar](repeating: 0, count: 4_097)
  let count = readlinkat(folder.number, name, &buffer, buffer.count - 1)
  return count > 0 && count < buffer.count - 1 ? String(validatingCString: Array(buffer[...count])) : nil
}
