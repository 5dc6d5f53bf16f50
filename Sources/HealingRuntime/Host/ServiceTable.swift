import Healing
import PluginHost

/// All services that this process knows, by name.
struct ServiceTable: Sendable {
  let services: [String: ServedService]

  /// Called with each sign of life of a stage.
  private let progress: (@Sendable (Work, JSONValue) -> Void)?

  init(_ services: [ServedService], progress: (@Sendable (Work, JSONValue) -> Void)? = nil) {
    self.progress = progress
    self.services = Dictionary(uniqueKeysWithValues: services.map { ($0.description.name, $0) })
  }

  subscript(name: String) -> ServedService? { services[name] }

  /// What a stage call can be granted: the services of the service that it is about.
  func grants(_ work: Work) -> any HostServices {
    guard let service = services[work.service.name] else { return NoServices() }
    return service.services(progress: { [progress] said in progress?(work, said) })
  }
}
