import Glibc

/// Remembers the hashes of files by what would change with their content.
struct HashCache: Sendable {
  private var known: [String: (identity: FileIdentity, hash: String)] = [:]

  /// The hash of the file at `path`, when it has not changed since it was taken.
  func hash(of path: String, _ identity: FileIdentity) -> String? {
    guard let entry = known[path], entry.identity == identity else { return nil }
    return entry.hash
  }

  /// Remembers a hash. A file changed within the last moments is not kept: the file system's clock moves in steps of
  /// milliseconds, and a second change within one step would go unseen.
  mutating func keep(_ hash: String, of path: String, _ identity: FileIdentity) {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let age = Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec) &- identity.changed
    if age > 50_000_000 { known[path] = (identity, hash) }
  }

  /// Forgets the files that are no longer there.
  mutating func limit(to paths: Set<String>) {
    if known.count > paths.count { known = known.filter { paths.contains($0.key) } }
  }
}
