import Healing
import Orchestration
import PipelineConfiguration
import PluginHost
import SystemCalls

/// Makes stages out of plugins: finds the library, stages a copy, loads it in the host or in a runner.
struct StageLoader: Sendable {
  let register: PluginRegister
  let staging: PluginStaging
  /// The path of `homeostasis-runner`.
  let runner: String
  /// What can be granted to a call.
  let services: @Sendable (Work) -> any HostServices
  /// Where stages keep what they are granted to keep.
  let states: String
  /// Gets the secrets that are given out.
  var veil = SecretVeil()
  /// A line of a plugin's log.
  let log: PluginCaller.Log
  /// Nil: what is loaded stays as it is until the process ends.
  var generations: PluginGenerations?

  /// The contract's level of it.
  private static let warning: UInt32 = 3

  /// What one stage is loaded from.
  struct Order: Sendable {
    var kind: StageKind
    /// Short name or full id of the plugin.
    var name: String
    /// Name of the stage, such as `web/log`.
    var id: String
    var settings: JSONValue = [:]
    var timeout: Duration = .seconds(300)
    /// Nil: in the host when the plugin came with it, else in a process.
    var place: StagePlace?
    /// The service that the stage will work for.
    var service: ServiceDescription?
    /// Nil: what the plugin has without a line of the configuration.
    var grants: Grants?
  }

  func analyzer(_ order: Order) async throws(StageFailure) -> any Analyzer { PluginAnalyzer(try await stage(order)) }
  func patcher(_ order: Order) async throws(StageFailure) -> any Patcher { PluginPatcher(try await stage(order)) }
  func tester(_ order: Order) async throws(StageFailure) -> any Tester { PluginTester(try await stage(order)) }
  func deployer(_ order: Order) async throws(StageFailure) -> any Deployer { PluginDeployer(try await stage(order)) }

  /// - Parameter work: names the service that the monitor observes.
  func monitor(_ order: Order, observing work: Work) async throws(StageFailure) -> any Monitor {
    PluginMonitor(try await stage(order), observing: work)
  }

  private func stage(_ order: Order) async throws(StageFailure) -> PluginStage {
    let (entry, description) = try register.entry(order.kind, named: order.name)
    let settings: String
    do { settings = try JSON.text(order.settings) } catch {
      throw StageFailure(.invalid, code: "config.not-json", place: order.id, message: "\(error)")
    }
    let place = place(of: order, entry, description)
    let grants = order.grants ?? Grants.standard(isShipped: entry.shipped, needs: description.needs)
    let instance: any PluginInstance
    if let generations {
      let seat = SeatOrder(
        stage: order.id, service: order.service?.name ?? "", settings: settings, place: place, grants: grants)
      instance = try await generations.seat(seat, of: description, library: entry.path, isWatched: !entry.shipped)
    } else {
      let library = try staged(entry.path)
      instance = try await InstanceMaker(runner: runner, log: log).make(
        description.id, library, settings, place, grants)
      do throws(PluginFailure) { try staging.confirm(library, instance.description) } catch {
        await instance.retire()
        throw StageFailure(.failed, code: error.code, place: error.path, message: error.reason)
      }
    }
    let own = StageServices(
      grants, stage: order.id, folder: states, tests: order.service?.test ?? [], time: SystemAlarm(), veil: veil)
    let stage = PluginStage(id: order.id, instance: instance, timeout: order.timeout, veil: veil) { [services] work in
      GrantedServices(own, offered: services(work), root: work.service.root)
    }
    // A monitor is started by whoever observes, once it knows where to go on.
    if order.kind != .monitor, let service = order.service { startAhead(stage, service) }
    return stage
  }

  /// Nobody waits for it: an instance does one call after the other, so that work which comes early waits in line. What
  /// keeps a stage from starting keeps it from working too, and is a failure there.
  private func startAhead(_ stage: PluginStage, _ service: ServiceDescription) {
    Task { [log] in
      do throws(StageFailure) { try await stage.start(Work(id: stage.id, service: service)) } catch {
        log(Self.warning, "a stage is not ready", ["stage": stage.id, "reason": "\(error)"])
      }
    }
  }

  private func staged(_ path: String) throws(StageFailure) -> StagedLibrary {
    do throws(PluginFailure) { return try staging.stage(path) } catch {
      throw StageFailure(.failed, code: error.code, place: error.path, message: error.reason)
    }
  }

  private func place(of order: Order, _ entry: PluginDirectory.Entry, _ plugin: PluginDescription) -> PluginPlace {
    if plugin.mustHaveOwnProcess { return .process }
    switch order.place {
    case .host: return .host
    case .process: return .process
    case nil: return entry.shipped ? .host : .process
    }
  }
}
