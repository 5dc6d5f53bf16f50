import PatchGate
import SourceTree

/// Which modules a project imports, read file by file; a file that has not changed is not read again.
struct ProjectModules {
  /// More is not read: a module that only the rest imports counts as unknown, and a patch that needs it is refused.
  static let limits = (files: 2_000, bytes: 16 << 20)

  /// By the hashes of the files.
  private var known: [String: Set<String>] = [:]

  mutating func modules(of snapshot: TreeSnapshot, in source: SourceFolder, _ rules: PatchRules) -> Set<String> {
    var found: [String: Set<String>] = [:]
    var bytes = 0
    for entry in snapshot.entries where rules.isSource(entry.path) {
      guard case .file(let hash, _) = entry.kind, !hash.isEmpty, found[hash] == nil else { continue }
      if let modules = known[hash] {
        found[hash] = modules
        continue
      }
      guard found.count < Self.limits.files, bytes < Self.limits.bytes else { break }
      // A file that went away meanwhile imports nothing; the patch's base is compared elsewhere.
      guard let content = try? source.read(entry.path) else { continue }
      bytes += content.count
      found[hash] = rules.modules(of: content)
    }
    known = found
    return found.values.reduce(into: []) { $0.formUnion($1) }
  }
}
