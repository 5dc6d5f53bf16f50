import Healing
import Orchestration
import PipelineConfiguration

/// Loads the stages that a configuration declares, and puts them into their places.
struct PipelineBuilder: Sendable {
  let loader: StageLoader
  let table: ServiceTable

  /// The pipeline of one service. Stages are loaded for each service: an instance is called by one thread at a time,
  /// and services heal side by side.
  func pipeline(_ pipeline: Pipeline, for service: ServedService) async throws(StageFailure) -> HealingPipeline {
    var built = HealingPipeline { () async throws(StageFailure) in try await service.described() }
    for stage in pipeline.analyzers {
      built.analyzers.append(staged(try await loader.analyzer(order(.analyzer, stage, pipeline, service)), stage))
    }
    for stage in pipeline.patchers {
      built.patchers.append(staged(try await loader.patcher(order(.patcher, stage, pipeline, service)), stage))
    }
    for stage in pipeline.testers {
      built.testers.append(staged(try await loader.tester(order(.tester, stage, pipeline, service)), stage))
    }
    if let stage = pipeline.deployer {
      built.deployer = staged(try await loader.deployer(order(.deployer, stage, pipeline, service)), stage)
    }
    built.watch(as: pipeline.watch)
    return built
  }

  /// The monitors of one service.
  func monitors(_ pipeline: Pipeline, for service: ServedService, logs: [String]) async throws(StageFailure)
    -> [any Monitor]
  {
    var monitors: [any Monitor] = []
    for stage in pipeline.monitors {
      var order = order(.monitor, stage, pipeline, service)
      // A log monitor without paths reads what the service is configured to write, and what its keeper writes for it.
      if stage.plugin.id == "org.homeostasis.log", order.settings["paths"] == nil {
        order.settings = order.settings.adding("paths", .array(logs.map { .string($0) }))
      }
      let work = Work(id: order.id, service: service.description)
      monitors.append(try await loader.monitor(order, observing: work))
    }
    return monitors
  }

  private func order(
    _ kind: StageKind, _ stage: Stage, _ pipeline: Pipeline, _ service: ServedService
  ) -> StageLoader.Order {
    StageLoader.Order(
      kind: kind, name: stage.use, id: "\(pipeline.name)/\(service.description.name)/\(stage.use)",
      settings: stage.settings, timeout: stage.timeout, place: stage.place, service: service.description,
      grants: stage.grants)
  }

  private func staged<S: Sendable>(_ stage: S, _ configured: Stage) -> Staged<S> {
    var staged = Staged(stage, id: configured.use)
    staged.call(as: configured)
    return staged
  }
}

extension HealingPipeline {
  /// What `watch` of the configuration means.
  mutating func watch(as settings: WatchSettings) {
    watchLimit = settings.longest
    rollsBack = settings.rollback == .automatic
  }
}

extension Staged {
  /// What the keys of a stage mean, beside those of its plugin.
  mutating func call(as configured: PipelineConfiguration.Stage) {
    timeout = configured.timeout
    retries = configured.retries
    onFailure = configured.onFailure == .next ? .next : .stop
    guard let condition = configured.condition else { return }
    applies = { incident, severity in condition.admits(severity: severity, type: incident.type, path: incident.file) }
  }
}

extension JSONValue {
  /// The object with one more member.
  func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    var members = object ?? [:]
    members[key] = value
    return .object(members)
  }
}
