import Healing

struct GenerationClient: GenerationService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .generations, host: host) }

  func status(_ request: GenerationStatusRequest) throws(StageFailure) -> ServiceStatus {
    try client.call("status", request)
  }
  func stage(_ request: GenerationStage) throws(StageFailure) -> ServiceStatus { try client.call("stage", request) }
  func start(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus { try client.call("start", request) }
  func switchTo(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus {
    try client.call("switch-to", request)
  }
  func retire(_ request: GenerationRequest) throws(StageFailure) -> ServiceStatus { try client.call("retire", request) }
  func persist(_ request: GenerationPersist) throws(StageFailure) -> ServiceStatus {
    try client.call("persist", request)
  }
}
