import Generations
public import Healing
import Orchestration
import PipelineConfiguration

/// Start and end of the services that Homeostasis runs.
extension HealingHost {
  /// Starts the services that Homeostasis runs, and waits until they are healthy. When one of them cannot be started,
  /// those that were started before it end again; those that ran already go on.
  public func startServices() async throws(StageFailure) {
    var started: [ServedService] = []
    do throws(StageFailure) {
      for service in table.services.values.sorted(by: { $0.description.name < $1.description.name }) {
        if try await start(service) { started.append(service) }
      }
    } catch {
      for service in started { await stop(service) }
      throw error
    }
  }

  /// Whether it was not there already.
  private func start(_ service: ServedService) async throws(StageFailure) -> Bool {
    guard let generations = service.generations else { return false }
    let (served, status) = try await service.blocking { () throws(StageFailure) in
      (generations.serves, try generations.open())
    }
    if let held = status.held { tell(.warning("\(service.description.name) is held: \(held)")) }
    tell(.serving(service: service.description.name, generation: status.current, address: generations.address ?? ""))
    return !served
  }

  /// Ends the services in good order, and their keepers.
  public func stopServices() async {
    for service in table.services.values { await stop(service) }
  }

  /// Ends those that a new configuration does not name any more.
  func stopServices(goneFrom configuration: Configuration) async {
    for service in table.services.values where configuration.service(service.description.name) == nil {
      await stop(service)
    }
  }

  private func stop(_ service: ServedService) async {
    guard let generations = service.generations else { return }
    do throws(StageFailure) {
      try await service.blocking { () throws(StageFailure) in try generations.stop() }
    } catch {
      tell(.warning("\(service.description.name) did not end: \(error)"))
    }
  }
}
