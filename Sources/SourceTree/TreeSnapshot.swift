import Digest

/// What a source tree held at one time.
public struct TreeSnapshot: Sendable {
  /// In the order of the bytes of their paths.
  public let entries: [TreeEntry]
  /// SHA-256 over modes, hashes and paths of all files and links, in lower-case hex. Folders and volatile files do
  /// not count.
  public let hash: String
  /// Folders with installed dependencies, relative to the root; their content is not in `entries`.
  public let environments: [String]
  /// What was found and cannot be taken: devices, sockets, names that are not UTF-8; for a reader.
  public let skipped: [String]

  init(entries: [TreeEntry], environments: [String], skipped: [String]) {
    self.entries = entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    self.environments = environments.sorted()
    self.skipped = skipped.sorted()
    hash = Self.hash(self.entries)
  }

  /// What a copy takes on disk, about.
  public var bytes: Int64 { entries.reduce(0) { $0 + $1.identity.bytes + 4_096 } }

  /// Whether a copy of the other would be the same as one of this, in what the hash does not know too: empty folders,
  /// databases, and where dependencies are installed.
  public func copiesAlike(_ other: TreeSnapshot) -> Bool {
    environments == other.environments
      && entries.elementsEqual(other.entries) { mine, theirs in
        let isVolatile = if case .file(hash: "", _) = mine.kind { true } else { false }
        return mine.path == theirs.path && mine.kind == theirs.kind && (!isVolatile || mine.identity == theirs.identity)
      }
  }

  /// The file or link at `path`.
  public func entry(_ path: String) -> TreeEntry? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].path.utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].path == path ? entries[low] : nil
  }

  /// Links that lead out of the tree, with their targets. They are copied as they are and never followed.
  public var linksOut: [(path: String, target: String)] {
    entries.compactMap { entry in
      guard case .link(let target) = entry.kind, Self.leadsOut(target, from: entry.path) else { return nil }
      return (entry.path, target)
    }
  }

  private static func hash(_ entries: [TreeEntry]) -> String {
    var hash = SHA256()
    for entry in entries {
      switch entry.kind {
      case .file(let content, let executable):
        if content.isEmpty { continue }
        hash.update(executable ? "100755 " : "100644 ")
        hash.update(content)
      case .link(let target):
        hash.update("120000 ")
        hash.update(SHA256.hex(of: target))
      case .folder: continue
      }
      hash.update(" ")
      hash.update(entry.path)
      hash.update([0])
    }
    return hash.finalizeHex()
  }

  private static func leadsOut(_ target: String, from path: String) -> Bool {
    if target.hasPrefix("/") { return true }
    var depth = path.split(separator: "/").count - 1
    for component in target.split(separator: "/") where component != "." {
      depth += component == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }
}
