import Generations
public import Healing
import IncidentStore
import Intake
import LanguagePacks
public import Orchestration
import PipelineConfiguration
import PluginHost
import Policy
import Sandbox
import SystemCalls

/// The host: everything that a configuration declares, put together and running.
public final class HealingHost: Sendable {
  private let configuration: Configuration
  private let store: SQLiteIncidentStore
  let table: ServiceTable
  let healer: Healer
  private let pulse: ServicePulse
  private let builder: PipelineBuilder
  private let intakes: [String: ServiceIntake]
  let generations: PluginGenerations
  /// What plugins did that their services have to know, to be told in the pipeline.
  let troubles: AsyncStream<PluginTrouble>
  let place: StatePlace
  let tell: @Sendable (HostNews) -> Void

  /// Opens the state, finds the services' keepers or starts them, and loads every stage. Nothing is watched before
  /// ``run()``.
  /// - Parameter tell: what an operator should see; called from any thread.
  public init(
    _ loaded: LoadedConfiguration, tell: @escaping @Sendable (HostNews) -> Void
  ) async throws(StageFailure) {
    let configuration = loaded.configuration
    self.configuration = configuration
    let veil = SecretVeil()
    let tell: @Sendable (HostNews) -> Void = { tell($0.under(veil)) }
    self.tell = tell
    let place = if let configured = loaded.state { configured } else { try StatePlace.temporary() }
    self.place = place
    store = try await Self.open(loaded)
    let shelf = PackShelf(
      folders: configuration.plugins.folders.map { "\($0)/Languages" } + loaded.installation.languages,
      grammars: loaded.installation.grammars)
    for folder in shelf.shadowed { tell(.warning("\(folder) is not used: another pack of the name comes first")) }
    let workspace = try SandboxWorkspace("\(place.folder)/sandbox")
    let own = configuration.plugins.folders + [place.folder, configuration.place]
    var services: [ServedService] = []
    var intakes: [String: ServiceIntake] = [:]
    for service in configuration.services {
      let served = try Self.serve(service, shelf, workspace, place, loaded.installation, own)
      services.append(served)
      intakes[service.name] = try ServiceIntake(served.description, shelf: shelf)
    }
    self.intakes = intakes
    let pace = SignPace()
    let table = ServiceTable(services) { work, said in
      if pace.admits(work.id) { tell(.sign(service: work.service.name, of: work.id, said)) }
    }
    self.table = table
    let log: PluginCaller.Log = { level, text, fields in tell(.plugin(level: level, text: text, fields: fields)) }
    let (troubles, told) = AsyncStream.makeStream(of: PluginTrouble.self)
    self.troubles = troubles
    let staging = PluginStaging(
      folder: place.staging, trust: loaded.trust, descriptions: loaded.installation.descriptions)
    let ledger = GenerationLedger(folder: place.generations)
    let blackBox = try Self.blackBox(place, ledger, tell)
    var setup = PluginGenerations.Setup(
      staging: staging,
      maker: InstanceMaker(runner: loaded.installation.runner, blackBox: blackBox, log: log), ledger: ledger,
      time: SystemAlarm(), tell: { tell(.generation($0)) },
      trouble: { told.yield($0) })
    setup.veil = veil
    generations = PluginGenerations(setup)
    builder = PipelineBuilder(
      loader: StageLoader(
        register: loaded.register, staging: staging, runner: loaded.installation.runner,
        services: { table.grants($0) }, states: place.pluginStates, veil: veil, log: log, generations: generations),
      table: table)
    pulse = ServicePulse(time: SystemAlarm(), before: try await Self.seenBefore(store))
    var pipelines: [String: HealingPipeline] = [:]
    for pipeline in configuration.pipelines {
      for name in pipeline.services {
        guard let service = table[name] else { continue }
        pipelines[name] = try await builder.pipeline(pipeline, for: service)
      }
    }
    healer = Healer(
      pipelines: pipelines, policy: HealingPolicy(limits: .init(configuration.limits)),
      Surroundings(
        ledger: StoredLedger(store: store), observations: pulse, gate: SourceGate(table: table),
        hold: FileHold(path: place.holdFile)))
  }

  /// What the courses do, for displays.
  public func progress() -> AsyncStream<Progress> { healer.progress() }

  /// Watches and heals until the task is cancelled.
  public func run() async throws(StageFailure) {
    let monitors = try await loadMonitors()
    tell(.watching)
    await withDiscardingTaskGroup { group in
      for (service, monitor) in monitors { group.addTask { await self.observe(service, monitor) } }
      group.addTask { await self.hearAnswers() }
      group.addTask { await self.hearPluginWishes() }
      group.addTask { await self.generations.watchLibraries() }
      group.addTask { await self.generations.watchTrust() }
      group.addTask { await self.tellOfTrouble() }
      group.addTask {
        do throws(LedgerFailure) { try await self.healer.run() } catch { self.tell(.warning("\(error)")) }
      }
    }
    await end()
  }

  /// Lets go of everything, for a host that has run or never will.
  func end() async {
    await generations.retire()
    await store.close()
  }
}

extension HealingHost {
  private func loadMonitors() async throws(StageFailure) -> [(String, any Monitor)] {
    var monitors: [(String, any Monitor)] = []
    for pipeline in configuration.pipelines {
      for name in pipeline.services {
        guard let service = table[name], let configured = configuration.service(name) else { continue }
        let own = service.generations == nil ? [] : ["\(place.logs)/\(name)*.log"]
        for monitor in try await builder.monitors(pipeline, for: service, logs: configured.logs + own) {
          monitors.append((name, monitor))
        }
      }
    }
    return monitors
  }

  private func observe(_ service: String, _ monitor: any Monitor) async {
    do throws(StageFailure) {
      let cursors: [Cursor]
      do throws(StoreFailure) { cursors = try await store.cursors(of: monitor.id) } catch { throw StageFailure(error) }
      try await monitor.observe(from: cursors) { batch throws(StageFailure) in try await self.take(batch, of: service) }
    } catch {
      if !Task.isCancelled { tell(.warning("\(monitor.id) stopped: \(error)")) }
    }
  }

  /// Stores what a monitor saw, and offers the incidents that it belongs to.
  func take(_ batch: ObservedBatch, of service: String) async throws(StageFailure) {
    guard let intake = intakes[service] else { return }
    let taken = intake.take(batch.events, at: SystemAlarm().now())
    let seen = PulseBatch(taken.observations, classified: taken.errors)
    let sightings = await pulse.kept(of: seen).sightings
    do throws(StoreFailure) {
      let incidents = try await store.ingest(taken.errors, sightings, cursor: batch.cursor)
      await pulse.take(seen)
      for incident in incidents {
        if incident.count == 1 || incident.events.count == 1 { tell(.opened(incident)) }
        await healer.offer(incident)
      }
    } catch {
      throw StageFailure(error)
    }
  }

  private static func open(_ loaded: LoadedConfiguration) async throws(StageFailure) -> SQLiteIncidentStore {
    do throws(StoreFailure) {
      guard let place = loaded.state else { return try await SQLiteIncidentStore.memory(time: SystemAlarm()) }
      return try await SQLiteIncidentStore.open(at: place.database, time: SystemAlarm())
    } catch {
      throw StageFailure(error)
    }
  }

  private static func seenBefore(_ store: SQLiteIncidentStore) async throws(StageFailure) -> PulseBatch {
    let oldest = SystemAlarm().now() - ServicePulse.kept
    let sightings: Sightings
    do throws(StoreFailure) { sightings = try await store.sightings(since: oldest) } catch { throw StageFailure(error) }
    return try PulseBatch(sightings)
  }

  private static func serve(
    _ service: Service, _ shelf: PackShelf, _ workspace: SandboxWorkspace, _ place: StatePlace,
    _ installation: Installation, _ own: [String]
  ) throws(StageFailure) -> ServedService {
    let description = service.described
    var generations: Generations?
    if !service.run.isEmpty && service.listen != nil {
      generations = try Generations(KeptServiceSettings(service, place, keeper: installation.keeper))
    }
    return try ServedService(description, shelf: shelf, workspace: workspace, generations: generations, own: own)
  }
}

extension StageFailure {
  init(_ failure: StoreFailure) {
    self.init(
      failure.kind == .busy ? .busy : .failed, code: "store.\(failure.kind.rawValue)", place: failure.place,
      message: "\(failure.what); \(failure.remedy)")
  }
}
