import Healing

struct TrialClient: TrialService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .trial, host: host) }

  func open(_ request: TrialOpen) throws(StageFailure) -> TrialSession { try client.call("open", request) }
  func attempt(_ request: TrialTry) throws(StageFailure) -> [TrialResult] { try client.call("try", request) }
  func close(_ request: TrialClose) throws(StageFailure) { _ = try client.call("close", request, as: JSONValue.self) }
}
