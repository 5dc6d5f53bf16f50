public import Healing
public import KeeperProtocol
import SourceTree
import Synchronization
import SystemCalls

/// The generations of one service: their trees in the state folder, and their processes through the keeper. Survives
/// the death of the keeper, which it replaces; is survived by the keeper when the host dies.
///
/// All methods block, some for as long as a start of the service takes. They may be called from any thread, never from
/// the cooperative pool.
public final class Generations: GenerationService, Sendable {
  let settings: KeptServiceSettings
  let releases: ReleaseFolder
  let link: KeeperLink
  /// One change of trees at a time.
  let staging = Mutex(())

  /// Starts nothing yet.
  /// - Parameter onEvent: called on a thread of its own with what the keeper tells.
  /// - Throws: `invalid` when the description does not say how to run the service.
  public init(
    _ settings: KeptServiceSettings, onEvent: @escaping @Sendable (KeeperEvent) -> Void = { _ in }
  ) throws(StageFailure) {
    let service = settings.service
    guard !service.run.isEmpty, let listen = service.listen else {
      throw StageFailure(
        .invalid, code: "service.not-run", place: "services.\(service.name)",
        message: "Homeostasis does not run this service: set `run` and `listen` to let it")
    }
    self.settings = settings
    releases = try ReleaseFolder(settings)
    link = KeeperLink(
      KeeperFolder(state: settings.state, service: service.name), executable: settings.keeper,
      specification: ServiceSpecification(
        name: service.name, listen: listen, health: service.health, command: service.run,
        environment: settings.environment, log: settings.log, logLimit: settings.logLimit,
        healthTimeout: settings.healthTimeout, drainTimeout: settings.drainTimeout),
      onEvent: onEvent)
  }

  deinit { link.close() }

  /// Finds the service's keeper or starts one, and with it the service: the generation that already serves goes on,
  /// whatever the source is now; without one, the source as it stands becomes a generation.
  /// - Throws: `failed` when the address is taken or the service does not become healthy.
  @discardableResult
  public func open() throws(StageFailure) -> ServiceStatus {
    let status = try link.open()
    if status.current != 0 || status.held != nil { return answer(status) }
    do throws(StageFailure) { return try deploy() } catch {
      // Nothing is served, so nothing is to be kept; the reason for it is the one to tell.
      try? stop()
      throw error
    }
  }

  /// Whether the service is there already, run by its keeper. Starts nothing.
  public var serves: Bool { link.found?.current ?? 0 != 0 }

  /// Makes the source as it stands a new generation and hands the service over to it; nothing happens when it is the
  /// one that serves.
  @discardableResult
  public func deploy() throws(StageFailure) -> ServiceStatus {
    let before = try link.ask(.status)
    let release = try changingTrees { () throws(StageFailure) in
      try releases.deployment(known: before)
    }
    if before.current == release.generation { return answer(before) }
    _ = try start(GenerationRequest(generation: release.generation))
    _ = try switchTo(GenerationRequest(generation: release.generation))
    if before.current == 0 { return try status(GenerationStatusRequest()) }
    return try retire(GenerationRequest(generation: before.current))
  }

  /// The address with the port that was chosen; nil before ``open()``.
  public var address: String? { link.lastStatus?.address }

  /// Lets go of the keeper; the service goes on.
  public func close() { link.close() }

  /// Ends the service in good order, and its keeper. Returns when both are gone.
  public func stop() throws(StageFailure) {
    try link.stop(within: settings.drainTimeout + .seconds(10))
  }

  func changingTrees<Result: Sendable>(_ body: () throws(StageFailure) -> Result) throws(StageFailure) -> Result {
    var result: Swift.Result<Result, StageFailure>?
    staging.withLock { _ in
      do throws(StageFailure) { result = .success(try body()) } catch { result = .failure(error) }
    }
    guard let result else { preconditionFailure("the lock ran nothing") }
    return try result.get()
  }
}
