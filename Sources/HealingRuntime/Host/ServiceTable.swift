import Healing
import PluginHost

/// All services that this process knows, by name.
struct ServiceTable: Sendable {
  let services: [String: ServedService]

  init(_ services: [ServedService]) {
    self.services = Dictionary(uniqueKeysWithValues: services.map { ($0.description.name, $0) })
  }

  subscript(name: String) -> ServedService? { services[name] }

  /// What a stage call is granted: the services of the service that it is about.
  func grants(_ work: Work) -> any HostServices { services[work.service.name]?.services() ?? NoServices() }
}
