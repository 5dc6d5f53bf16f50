public import Healing
import PluginTrust
import Synchronization
import SystemCalls

/// The generations of all plugins of a host: stages take their places here, and plugins are reloaded, watched, taken
/// back and put into quarantine while the stages go on.
public final class PluginGenerations: Sendable {
  /// What all of it is made of.
  public struct Setup: Sendable {
    var staging: PluginStaging
    var maker: InstanceMaker
    var ledger: GenerationLedger
    var rules = ProbationRules()
    var time: any TimeSource
    var tell: @Sendable (GenerationNews) -> Void
    var trouble: @Sendable (PluginTrouble) -> Void
    /// Hides secrets in what is stored.
    public var veil = SecretVeil()

    /// - Parameter trouble: called with what the services of a plugin have to know.
    public init(
      staging: PluginStaging, maker: InstanceMaker, ledger: GenerationLedger, rules: ProbationRules = .init(),
      time: any TimeSource, tell: @escaping @Sendable (GenerationNews) -> Void,
      trouble: @escaping @Sendable (PluginTrouble) -> Void = { _ in }
    ) {
      self.staging = staging
      self.maker = maker
      self.ledger = ledger
      self.rules = rules
      self.time = time
      self.tell = tell
      self.trouble = trouble
    }
  }

  private let setup: Setup
  private let lines = Mutex<[String: GenerationLine]>([:])
  private let watched = Mutex<[String: [FileWatch]]>([:])

  /// Loads nothing yet.
  public init(_ setup: Setup) { self.setup = setup }

  /// A stage's instance over all generations to come.
  /// - Parameters:
  ///   - plugin: as the library described itself.
  ///   - library: the library's own file.
  ///   - isWatched: whether a change of the file reloads the plugin.
  public func seat(
    _ order: SeatOrder, of plugin: PluginDescription, library: String, isWatched: Bool = false
  ) async throws(StageFailure) -> ReloadableInstance {
    let line = lines.withLock { lines in
      if let line = lines[plugin.id] { return line }
      let line = GenerationLine(plugin, library: library, setup)
      lines[plugin.id] = line
      return line
    }
    if isWatched { watched.withLock { if $0[plugin.id] == nil { $0[plugin.id] = Self.watches(of: library) } } }
    return try await line.seat(order)
  }

  /// A pin or a signature that comes after its library makes good what was refused.
  private static func watches(of library: String) -> [FileWatch] {
    [library, PluginSignature.file(of: library), "\(Files.parent(of: library))/\(PluginLock.name)"].map(FileWatch.init)
  }

  /// Loads what stands in the plugin's file now and puts it into service, on probation.
  /// - Parameters:
  ///   - id: full id or short name.
  ///   - because: who wants it, for the history.
  ///   - mayBeLower: whether it may come although a higher version was in service.
  /// - Throws: why nothing has changed.
  @discardableResult
  public func reload(
    _ id: String, because: String, mayBeLower: Bool = false
  ) async throws(StageFailure) -> GenerationEntry {
    try await line(id).reload(because: because, mayBeLower: mayBeLower)
  }

  /// Lets bytes be tried again that crashed too often. Stages that have none in service load them at the next reload.
  /// - Returns: how many records of crashes, and of what was set aside, were forgotten.
  public func release(_ id: String) async throws(StageFailure) -> Int {
    let line = try line(id)
    let count: Int
    do throws(PluginFailure) { count = try setup.ledger.release(line.id) } catch { throw StageFailure(error) }
    await line.forgetAsides()
    if count > 0 { _ = try await line.reload(because: "released from quarantine") }
    return count
  }

  /// Ends every stage's instances.
  public func retire() async {
    for line in lines.withLock({ Array($0.values) }) { for seat in await line.seats { await seat.retire() } }
  }

  private func line(_ id: String) throws(StageFailure) -> GenerationLine {
    let all = lines.withLock { $0 }
    if let line = all[id] { return line }
    let short = all.values.filter { $0.known.shortName == id }
    guard short.count == 1 else {
      throw StageFailure(
        .invalid, code: "plugin.unknown", place: id,
        message: short.isEmpty
          ? "no stage uses such a plugin; there are \(all.keys.sorted().joined(separator: ", "))"
          : "several plugins have this name: \(short.map(\.id).sorted().joined(separator: ", "))")
    }
    return short[0]
  }

  /// Whether one of the files has changed; all are looked at.
  private static func look(_ watches: inout [FileWatch]?) -> Bool {
    var hasChanged = false
    for index in (watches ?? []).indices where watches?[index].look() == true { hasChanged = true }
    return hasChanged
  }

  /// Takes plugins out of service that are revoked, until the task is cancelled.
  /// - Parameter pace: how long the list must stay as it is before it is whole.
  public func watchTrust(every pace: Duration = .milliseconds(500)) async {
    guard let trust = setup.staging.trust else { return }
    var watch = FileWatch(trust.store.revokedFile)
    // What was revoked between the load and this moment is not seen as a change any more.
    var open = Set(lines.withLock { $0.keys })
    while !Task.isCancelled {
      do { try await Task.sleep(for: pace) } catch { return }  // Cancelled.
      let lines = lines.withLock { $0 }
      if watch.look() { open = Set(lines.keys) }
      for id in open.sorted() {
        if let line = lines[id], await !line.trustChanged() { continue }
        open.remove(id)
      }
    }
  }

  /// Reloads plugins whose files change, until the task is cancelled.
  /// - Parameter pace: how long a file must stay as it is before it is whole.
  public func watchLibraries(every pace: Duration = .milliseconds(500)) async {
    while !Task.isCancelled {
      do { try await Task.sleep(for: pace) } catch { return }  // Cancelled.
      for id in watched.withLock({ $0.keys.sorted() }) {
        guard watched.withLock({ Self.look(&$0[id]) }), let line = lines.withLock({ $0[id] }) else { continue }
        await line.fileChanged()
      }
    }
  }
}
