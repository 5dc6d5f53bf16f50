import Generations
import PipelineConfiguration

extension KeptServiceSettings {
  /// How a configured service is kept running.
  init(_ service: Service, _ place: StatePlace, keeper: String) {
    self.init(
      service: service.described, state: place.folder, keeper: keeper,
      log: "\(place.logs)/\(service.name).{generation}.log", healthTimeout: service.healthTimeout,
      drainTimeout: service.drainTimeout, shared: service.shared)
  }
}
