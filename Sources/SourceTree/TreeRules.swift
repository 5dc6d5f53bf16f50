/// What of a folder belongs to the source tree.
///
/// Three things are told apart: what is *omitted* (secrets, the state of tools, caches, logs: neither copied nor
/// hashed), what is *volatile* (databases: copied, but no part of the hash, because a running service changes them),
/// and *environments* (installed dependencies: not copied, but shown read-only where the tree is run).
public struct TreeRules: Sendable, Hashable {
  /// Names of folders and files that are left out wherever they stand.
  public var omittedNames: Set<String>
  /// Endings of names that are left out.
  public var omittedEndings: [String]
  /// Endings of names of files that are copied and not hashed.
  public var volatileEndings: [String]
  /// Names of folders that hold installed dependencies. A folder with a `pyvenv.cfg` is one under any name.
  public var environmentNames: Set<String>

  /// Makes rules; the defaults suit a service's folder.
  public init(
    omittedNames: Set<String> = Self.secrets.union(Self.leftovers),
    omittedEndings: [String] = [".pyc", ".pyo", ".log", ".pid", ".sock", ".swp"],
    volatileEndings: [String] = [".db", ".sqlite", ".sqlite3", "-journal", "-wal", "-shm"],
    environmentNames: Set<String> = ["node_modules", ".venv"]
  ) {
    self.omittedNames = omittedNames
    self.omittedEndings = omittedEndings
    self.volatileEndings = volatileEndings
    self.environmentNames = environmentNames
  }

  /// Where credentials use to lie.
  public static let secrets: Set<String> = [
    ".env", ".netrc", ".pypirc", ".npmrc", ".git-credentials", ".pgpass", ".aws", ".azure", ".ssh", ".gnupg", ".kube",
    ".docker", "id_rsa", "id_ecdsa", "id_ed25519", "credentials.json", "secrets.yaml", "secrets.yml",
    "secrets.json", "secrets.toml",
  ]

  /// What version control, this program and test runners leave in a tree.
  public static let leftovers: Set<String> = [
    ".git", ".hg", ".svn", ".homeostasis", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".tox", ".nox",
    ".coverage", ".DS_Store", ".idea", ".vscode",
  ]

  /// Ends the name of a file that is being written; one that is found was left by a crash.
  static let temporaryEnding = ".homeostasis-new"

  /// Names that look like `.env` and hold no secret.
  private static let samples: Set<String> = [".env.example", ".env.sample", ".env.template", ".env.dist"]

  /// Whether a file or folder of this name is left out.
  public func omits(_ name: String) -> Bool {
    if omittedNames.contains(name) || name.hasSuffix(Self.temporaryEnding) { return true }
    if name.hasPrefix(".env.") && !Self.samples.contains(name) { return true }
    return omittedEndings.contains { name.hasSuffix($0) } || isRotatedLog(name)
  }

  /// Whether a file of this name is copied but no part of the hash.
  public func isVolatile(_ name: String) -> Bool {
    volatileEndings.contains { name.hasSuffix($0) }
  }

  /// `shop.log.1`, `shop.log.2026-11-24`, `shop.log.1.gz`
  private func isRotatedLog(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    guard let log = parts.lastIndex(of: "log"), log > 0, log + 1 < parts.count else { return false }
    return parts[(log + 1)...].allSatisfy { $0 == "gz" || $0.first?.isNumber == true }
  }
}
