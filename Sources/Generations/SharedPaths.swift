import Glibc
import Healing
import SourceTree
import SystemCalls

/// What a running service has below its root and is no source: data, logs, secrets, installed dependencies. A generation's
/// tree is a copy; there these are links to the one and only place, so that all generations write to the same files and
/// nothing is lost with an old tree.
struct SharedPaths: Sendable {
  private let named: [String]
  private let root: String
  private let rules: TreeRules

  init(_ named: [String], root: String, rules: TreeRules) {
    self.named = named
    self.root = root
    self.rules = rules
  }

  /// Makes the links in a copy of the tree.
  func link(into copy: String, _ snapshot: TreeSnapshot) throws(StageFailure) {
    do throws(SystemError) {
      var done: Set<String> = []
      for path in try namedPaths() + paths(of: snapshot) where !isBelow(path, done) {
        try link(path, into: copy)
        done.insert(path)
      }
    } catch {
      throw StageFailure(error, doing: "what the generations share cannot be linked")
    }
  }

  /// Those of the configuration; a folder that is missing is made, since the service would make it in its copy.
  private func namedPaths() throws(SystemError) -> [String] {
    for path in named {
      let components = path.split(separator: "/", omittingEmptySubsequences: false)
      if components.contains("..") || components.contains("") {
        throw SystemError("`shared: \(path)`, which is to be a path below the root", number: EINVAL)
      }
      if !Files.exists("\(root)/\(path)") { try Files.makeFolder("\(root)/\(path)") }
    }
    return named
  }

  /// What is found: installed dependencies, databases, secrets, logs, and folders that hold no source at all.
  private func paths(of snapshot: TreeSnapshot) throws(SystemError) -> [String] {
    var folders: [String] = []
    var withSource: Set<String> = [""]
    var found = snapshot.environments
    for entry in snapshot.entries {
      switch entry.kind {
      case .folder: folders.append(entry.path)
      case .file(let hash, _) where hash.isEmpty: found.append(entry.path)
      case .file, .link: withSource.formUnion(foldersAbove(entry.path))
      }
    }
    for folder in withSource.sorted() { found += try omitted(in: folder) }
    return folders.filter { !withSource.contains($0) } + found
  }

  private func omitted(in folder: String) throws(SystemError) -> [String] {
    let below = folder.isEmpty ? root : "\(root)/\(folder)"
    return try Files.list(below).filter(isShared).map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
  }

  /// Of what is no source, the caches and the leavings of tools are better made anew.
  private func isShared(_ name: String) -> Bool {
    rules.omits(name) && !TreeRules.leftovers.contains(name)
      && ![".pyc", ".pyo", ".pid", ".sock", ".swp"].contains { name.hasSuffix($0) }
  }

  private func link(_ path: String, into copy: String) throws(SystemError) {
    let place = "\(copy)/\(path)"
    if Files.exists(place) { try Files.remove(place) }
    try Files.makeFolder(Files.parent(of: place))
    _ = try checked("symlink", place) { symlink("\(root)/\(path)", place) }
  }

  private func isBelow(_ path: String, _ done: Set<String>) -> Bool {
    done.contains(path) || foldersAbove(path).contains { done.contains($0) }
  }

  private func foldersAbove(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<max(parts.count, 1)).map { parts[..<$0].joined(separator: "/") }
  }
}
