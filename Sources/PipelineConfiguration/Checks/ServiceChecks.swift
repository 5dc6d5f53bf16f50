import Healing
import JSONSchema
import YAMLDocument

/// What can only be seen with all services in view.
struct ServiceChecks {
  private let configuration: Configuration
  private let reading: Reading

  init(_ configuration: Configuration, _ reading: Reading) {
    self.configuration = configuration
    self.reading = reading
  }

  func run() {
    checkAddresses()
    checkUse()
    checkState()
  }

  /// Port 0 is another port for each.
  private func checkAddresses() {
    var users: [ListenAddress: String] = [:]
    for service in configuration.services {
      guard let address = service.listen, address.port != 0 else { continue }
      if let other = users.updateValue(service.name, forKey: address) {
        let path = ["services", service.name, "listen"]
        reading.wrong(path, "\(address) is where the service \"\(other)\" listens already", "give each its own port")
      }
    }
  }

  /// Each service has one pipeline: an incident of a service in two would be healed twice.
  private func checkUse() {
    var users: [String: String] = [:]
    for pipeline in configuration.pipelines {
      for (index, name) in names(in: pipeline) {
        guard let other = users.updateValue(pipeline.name, forKey: name) else { continue }
        let place = other == pipeline.name ? "this pipeline" : "the pipeline \"\(other)\""
        let path = ["pipelines", pipeline.name, "services", "\(index)"]
        reading.wrong(path, "the service \"\(name)\" belongs to \(place) already", "keep it in one place")
      }
    }
    checkUnused(used: Set(users.keys))
  }

  /// Not told where a list or a name could not be read: the service may be meant by it.
  private func checkUnused(used: Set<String>) {
    let lists = configuration.pipelines.map { reading.root.node(at: ["pipelines", $0.name, "services"])?.items }
    guard !lists.isEmpty, lists.allSatisfy({ $0 != nil }) else { return }
    let names = configuration.services.map(\.name)
    let meant = used.subtracting(names).compactMap { NearestName.nearest(to: $0, in: names) }
    for name in names where !used.contains(name) && !meant.contains(name) {
      let advice = "add it to the services of a pipeline"
      reading.doubtful(["services", name], "no pipeline uses this service: nothing watches it", advice)
    }
  }

  /// Out of the file and not out of the draft, whose list has lost the items that could not be read.
  private func names(in pipeline: Pipeline) -> [(Int, String)] {
    let items = reading.root.node(at: ["pipelines", pipeline.name, "services"])?.items ?? []
    return items.enumerated().compactMap { index, node in node.scalar.map { (index, $0.text) } }
  }

  private func checkState() {
    guard configuration.state == .memory else { return }
    let services = configuration.services.filter { $0.mode == .auto }.map(\.name)
    guard configuration.mode == .auto || !services.isEmpty else { return }
    let users = configuration.mode == .auto ? "the mode auto" : "the mode auto of \(services.joined(separator: ", "))"
    let message = "memory forgets what was rolled out when the host ends, so it does not go with \(users)".brief(200)
    reading.wrong(["state"], message, "write sqlite:.homeostasis/state.db, or choose the mode propose")
  }
}
