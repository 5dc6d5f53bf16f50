import Glibc
public import Healing
public import SourceTree
import Synchronization
import SystemCalls

/// The sandbox of one service: commands in throw-away copies of its tree.
///
/// A session is a pristine copy of the tree, shared by all sessions of the same tree. Each command gets a copy of its
/// own from it, in memory, with the diff applied, and that ends with the command. So a run that is asked for `cold` and
/// one that is not are the same, and there is nothing to take back.
///
/// Every method may be called from any thread, and blocks.
public final class SandboxSessions: Sendable {
  let service: ServiceDescription
  let source: SourceFolder
  let rules: RunRules
  let workspace: SandboxWorkspace
  let limits: SandboxDefaults
  let interpreters = InterpreterCache()

  /// What one session holds.
  struct Session: Sendable {
    let copy: TreeCopy
    let user: SandboxUser
  }

  struct State {
    var sessions: [String: Session] = [:]
    /// Kept between sessions: the next one mostly wants the same tree.
    var last: TreeCopy?
    /// The program that was asked last.
    var resident: SandboxResident?
  }
  let state = Mutex(State())

  /// - Parameter rules: the language pack's `run.yaml`.
  /// - Throws: `unsupported` with what to do when no sandbox is possible here: nothing is ever run without one.
  public init(
    service: ServiceDescription, source: SourceFolder, rules: RunRules, workspace: SandboxWorkspace,
    limits: SandboxDefaults = SandboxDefaults()
  ) throws(StageFailure) {
    if let obstacle = SandboxProbe.shared.obstacle {
      throw StageFailure(.unsupported, code: "sandbox.unavailable", place: service.name, message: obstacle)
    }
    self.service = service
    self.source = source
    self.rules = rules
    self.workspace = workspace
    self.limits = limits
    if home == source.root || home.hasPrefix(source.root + "/") {
      throw StageFailure(
        .invalid, code: "sandbox.root", place: "services.\(service.name).source",
        message: "\(source.root) holds the home folder \(home); name the folder with the service's own source")
    }
  }

  /// Takes the tree as it is now.
  /// - Throws: `stale-source` when it is not the one that is asked for.
  public func open(_ request: SandboxOpen) throws(StageFailure) -> SandboxSession {
    let copy = try copy(of: request.base)
    let id = "\(copy.snapshot.hash.prefix(8))-\(String(UInt64.random(in: 0...UInt64.max), radix: 16))"
    let session = Session(copy: copy, user: .next())
    state.withLock {
      $0.sessions[id] = session
      $0.last = copy
    }
    return SandboxSession(session: id, tree: copy.snapshot.hash)
  }

  /// Forgets the session; nothing runs in it any more.
  public func close(_ request: SandboxClose) throws(StageFailure) {
    state.withLock { _ = $0.sessions.removeValue(forKey: request.session) }
  }

  /// What the service's test command can see.
  public func view() throws(StageFailure) -> SandboxView {
    let copy = try copy(of: "")
    state.withLock { $0.last = copy }
    return view(of: service.test, copy, limits)
  }

  func session(_ id: String) throws(StageFailure) -> Session {
    guard let session = state.withLock({ $0.sessions[id] }) else {
      throw StageFailure(.invalid, code: "sandbox.session", place: id, message: "no such session; open one first")
    }
    return session
  }

  func view(of command: [String], _ copy: TreeCopy, _ limits: SandboxDefaults) -> SandboxView {
    let search = InterpreterSearch(
      rules: rules, root: source.root, hostPath: variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin", home: home,
      cache: interpreters)
    let environments = copy.snapshot.environments
    var builder = SandboxViewBuilder(
      root: source.root, namedRoot: service.root, home: home, workspace: workspace, limits: limits)
    return builder.build(
      search.find(for: [command, service.test], environments: environments), environments: environments,
      shown: rules.paths(home: home), treeBytes: copy.snapshot.bytes,
      variables: rules.environment.mapValues { $0.replacing("{home}", with: home) })
  }

  private func copy(of base: String) throws(StageFailure) -> TreeCopy {
    let snapshot: TreeSnapshot
    do {
      snapshot = try source.snapshot()
    } catch {
      throw StageFailure(error)
    }
    if !base.isEmpty && snapshot.hash != base {
      throw StageFailure(
        .failed, code: "stale-source", place: source.root,
        message: "the tree has changed: it is \(snapshot.hash.prefix(12)), and \(base.prefix(12)) was asked for")
    }
    let last = state.withLock { $0.last }
    if let last, last.snapshot.copiesAlike(snapshot) { return last }
    return try TreeCopy(of: source, snapshot, at: workspace.next("tree"))
  }

  private var home: String { variable("HOME") ?? "/root" }

  private func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
