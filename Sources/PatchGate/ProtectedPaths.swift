/// What no patch may touch, whatever the tests say: what judges it, what builds it, what runs it.
public struct ProtectedPaths: Sendable, Hashable {
  /// Names of lock files and of files that say what is built and how, in lower case.
  private static let names: [String: String] = {
    let locks = [
      "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lockb", "poetry.lock",
      "pipfile.lock",
      "uv.lock", "pdm.lock", "conda-lock.yml", "cargo.lock", "gemfile.lock", "composer.lock", "go.sum", "mix.lock",
      "package.resolved", "gradle.lockfile", "requirements.txt", "constraints.txt",
    ]
    let builds = [
      ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "jenkinsfile", "appveyor.yml", ".drone.yml", "dockerfile",
      "makefile", "setup.py", "setup.cfg", "pyproject.toml", "tox.ini", "noxfile.py", "pytest.ini", "package.json",
      "homeostasis.yaml", "homeostasis.yml",
    ]
    return Dictionary(
      uniqueKeysWithValues: locks.map { ($0, "a lock file") } + builds.map { ($0, "how it is built and tested") })
  }()

  /// Folders, in lower case.
  private static let folders = [
    ".github": "continuous integration", ".circleci": "continuous integration", ".ci": "continuous integration",
    ".buildkite": "continuous integration", ".git": "version control", ".hg": "version control",
    ".homeostasis": "the state of Homeostasis",
  ]

  /// More folders and files of this host, relative to the service's root: the plugin folder, the configuration.
  private let own: [String]

  /// Makes the usual rule, with what this host keeps below the service's root.
  public init(own: [String] = []) {
    self.own = own.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }.filter { !$0.isEmpty }
  }

  /// Why a patch may not touch a path; nil: it may.
  public func reason(against path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { $0.lowercased() }
    if path.hasPrefix("/") || parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) {
      return "outside of the service's root"
    }
    if let folder = parts.lazy.compactMap({ Self.folders[$0] }).first { return folder }
    if let file = parts.last.flatMap({ Self.names[$0] }) { return file }
    if own.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) { return "belongs to Homeostasis" }
    return nil
  }
}
