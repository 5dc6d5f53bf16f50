import Glibc
import Healing
import SystemCalls

/// Works out what a command of one service may see.
struct SandboxViewBuilder {
  /// Links resolved, and as the configuration names it.
  let root: String
  let namedRoot: String
  let home: String
  let workspace: SandboxWorkspace
  let limits: SandboxDefaults
  private var mounts: [SandboxMount] = []
  private var notes: [String] = []

  init(
    root: String, namedRoot: String, home: String, workspace: SandboxWorkspace, limits: SandboxDefaults
  ) {
    self.root = root
    self.namedRoot = namedRoot
    self.home = home
    self.workspace = workspace
    self.limits = limits
  }

  /// - Parameters:
  ///   - treeBytes: how large the tree is; it must fit beside what the command writes.
  ///   - environments: folders of the tree with installed dependencies.
  ///   - shown: paths of the host that the language's programs read.
  mutating func build(
    _ findings: InterpreterSearch.Findings, environments: [String], shown: [String], treeBytes: Int64,
    variables: [String: String]
  ) -> SandboxView {
    addSystem()
    add("/tmp", .memory(bytes: limits.temporaryBytes), "temporary files, empty at the start")
    if home != "/" { add(home, .memory(bytes: limits.temporaryBytes), "the home folder, empty at the start") }
    add(root, .memory(bytes: treeBytes * 5 / 4 + limits.diskBytes), "a copy of the service's tree")
    if namedRoot != root && !isVisible(namedRoot) {
      add(namedRoot, .link(target: root), "the name by which the configuration calls the tree")
    }
    for environment in environments {
      add("\(root)/\(environment)", .readOnly(source: "\(root)/\(environment)"), "installed dependencies of the tree")
    }
    for interpreter in findings.interpreters { add(interpreter) }
    for path in shown where !isVisible(path) || placeInEtc(path) {
      add(path, .readOnly(source: path), "what the language's programs read")
    }
    for (alias, executable) in findings.aliases where !isVisible(alias) {
      add(alias, .link(target: executable), "the name by which the command calls its interpreter")
    }
    for tool in findings.tools where !isVisible(tool) {
      add(tool, .readOnly(source: tool), "a program that the command names")
    }
    return SandboxView(
      mounts: ordered(), environment: environment(findings, variables), limits: limits, notes: notes + findings.notes)
  }

  /// The sandbox's `/etc` is its own, so that a folder of the host's needs a place in it.
  private func placeInEtc(_ path: String) -> Bool {
    guard path.hasPrefix("/etc/"), Files.isFolder(path) else { return false }
    // Where it cannot be made the folder stays hidden, and the program says what it misses.
    return (try? Files.makeFolder("\(workspace.etc)/\(path.dropFirst(5))")) != nil
  }

  private mutating func addSystem() {
    add("/usr", .readOnly(source: "/usr"), "the system's programs and libraries")
    for path in ["/bin", "/sbin", "/lib", "/lib32", "/lib64"] {
      // Where /bin is a folder of its own, the link cannot be read and the folder is shown.
      if let target = linkTarget(path) {
        add(path, .link(target: target), "the system's programs and libraries")
      } else if Files.isFolder(path) {
        add(path, .readOnly(source: path), "the system's programs and libraries")
      }
    }
    add("/etc", .readOnly(source: workspace.etc), "a few files of the system; users and hosts are the sandbox's own")
    add("/proc", .processes, "the sandbox's own processes")
    add("/dev", .devices, "null, zero, full, random, urandom, tty")
    add("/dev/shm", .memory(bytes: limits.temporaryBytes), "shared memory")
    add("/var", .folder, "")
    add("/var/tmp", .link(target: "/tmp"), "temporary files")
  }

  private mutating func add(_ interpreter: Interpreter) {
    for prefix in [interpreter.prefix, interpreter.basePrefix] { addPrefix(prefix) }
    for path in interpreter.paths where path.hasPrefix("/") && Files.exists(path) && !isVisible(path) {
      if isAbove(path, root) || isAbove(path, home) {
        notes.append("\(path), from which the interpreter loads modules, holds more than that and is not shown")
      } else {
        add(path, .readOnly(source: path), "modules of the interpreter")
      }
    }
  }

  /// A prefix that holds the tree or the home folder is shown in the parts that an installation has, and no more.
  private mutating func addPrefix(_ prefix: String) {
    guard prefix.hasPrefix("/"), prefix != "/", Files.isFolder(prefix), !isVisible(prefix) else { return }
    if !isAbove(prefix, root) && !isAbove(prefix, home) {
      add(prefix, .readOnly(source: prefix), "the interpreter that the command leads to")
      return
    }
    for part in ["bin", "lib", "lib64", "libexec", "include", "share", "pyvenv.cfg"] {
      let path = "\(prefix)/\(part)"
      if Files.exists(path) && !isAbove(path, root) && !isVisible(path) {
        add(path, .readOnly(source: path), "the interpreter that the command leads to")
      }
    }
  }

  private mutating func add(_ path: String, _ kind: SandboxMount.Kind, _ reason: String) {
    if mounts.contains(where: { $0.path == path }) { return }
    mounts.append(SandboxMount(path: path, kind: kind, reason: reason))
  }

  /// Whether `path` is in something of the host that is shown already. What lies in an empty folder is not.
  private func isVisible(_ path: String) -> Bool {
    let holder = mounts.filter { $0.path == path || isAbove($0.path, path) }.max { $0.path.count < $1.path.count }
    switch holder?.kind {
    case .readOnly, .link: return true
    case .memory: return holder?.path == root
    default: return false
    }
  }

  private func isAbove(_ path: String, _ other: String) -> Bool { other == path || other.hasPrefix(path + "/") }

  /// Outer before inner, with the folders that lead to each: bubblewrap would give those the permissions of the host's.
  private func ordered() -> [SandboxMount] {
    var known = Set(mounts.map(\.path))
    var all = mounts
    for mount in mounts {
      var folder = Files.parent(of: mount.path)
      while folder != "/", known.insert(folder).inserted {
        let holder = mounts.contains { mount in
          if case .readOnly = mount.kind { isAbove(mount.path, folder) } else { false }
        }
        if !holder { all.append(SandboxMount(path: folder, kind: .folder, reason: "")) }
        folder = Files.parent(of: folder)
      }
    }
    func depth(_ path: String) -> Int { path.utf8.count { $0 == 0x2f } }
    return all.enumerated().sorted { (depth($0.element.path), $0.offset) < (depth($1.element.path), $1.offset) }
      .map(\.element)
  }

  /// Only what is named here; of the host's own variables those about language and time alone.
  private func environment(
    _ findings: InterpreterSearch.Findings, _ variables: [String: String]
  ) -> [String: String] {
    var result = [
      "HOME": home, "TMPDIR": "/tmp", "USER": "sandbox", "LOGNAME": "sandbox", "SHELL": "/bin/sh", "LANG": "C.UTF-8",
    ]
    for name in ["LANG", "LC_ALL", "LC_CTYPE", "TZ"] {
      if let value = getenv(name) { result[name] = String(cString: value) }
    }
    var folders: [String] = []
    for interpreter in findings.interpreters {
      folders += [Files.parent(of: interpreter.executable), "\(interpreter.prefix)/bin"]
    }
    folders += findings.tools.map(Files.parent(of:)) + ["/usr/local/bin", "/usr/bin", "/bin"]
    var seen = Set<String>()
    result["PATH"] = folders.filter { seen.insert($0).inserted }.joined(separator: ":")
    return result.merging(variables) { _, given in given }
  }

  private func linkTarget(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_097)
    let count = readlink(path, &buffer, buffer.count - 1)
    return count > 0 ? String(validatingCString: Array(buffer[...count])) : nil
  }
}
