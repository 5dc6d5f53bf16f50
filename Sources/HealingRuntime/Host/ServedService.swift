import Generations
import Healing
import LanguagePacks
import PluginHost
import Sandbox
import SourceTree
import SystemCalls

/// One service with everything that its stages may use.
final class ServedService: Sendable {
  /// As it is configured; the hash of its tree is added when somebody asks.
  let description: ServiceDescription
  let source: SourceFolder
  private let sandbox: SandboxSessions
  /// Nil: something else runs the service.
  let generations: Generations?
  let gate: ServiceGate
  private let shelf: PackShelf
  private let worker: WorkerThread

  /// - Parameter own: what of this host no patch may touch, absolute.
  init(
    _ description: ServiceDescription, shelf: PackShelf, workspace: SandboxWorkspace, generations: Generations?,
    own: [String] = []
  ) throws(StageFailure) {
    self.description = description
    self.shelf = shelf
    self.generations = generations
    do throws(TreeFailure) { source = try SourceFolder(description.root) } catch { throw StageFailure(error) }
    gate = try ServiceGate(description.language, source, packs: shelf, protecting: own)
    sandbox = try SandboxSessions(
      service: description, source: source, rules: RunRules(shelf.pack(description.language).document("run.yaml")),
      workspace: workspace)
    worker = WorkerThread(name: description.name)
  }

  /// What the stages are told, with the hash of the tree as it is now.
  func described() async throws(StageFailure) -> ServiceDescription {
    let source = source
    let snapshot = await worker.run {
      Result { () throws(TreeFailure) in try source.snapshot() }
    }
    do throws(TreeFailure) {
      var description = description
      description.tree = try snapshot.get().hash
      return description
    } catch {
      throw StageFailure(error)
    }
  }

  /// What a call about this service is granted.
  func services(progress: (@Sendable (JSONValue) -> Void)? = nil) -> TypedServices {
    var services = TypedServices()
    services.files = ServiceFiles(root: description.root)
    services.pack = shelf
    services.sandbox = CallSandbox(sandbox)
    services.generations = generations
    services.progress = progress
    return services
  }

  /// Runs blocking work about this service on its own thread.
  func blocking<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StageFailure) -> Value
  ) async throws(StageFailure) -> Value {
    let result = await worker.run { Result { () throws(StageFailure) in try body() } }
    return try result.get()
  }
}

extension StageFailure {
  init(_ failure: TreeFailure) {
    self.init(
      failure.kind == .refused ? .denied : .failed,
      code: failure.kind == .stale ? "stale-source" : "tree.\(failure.kind.rawValue)",
      place: failure.place, message: failure.message)
  }
}
