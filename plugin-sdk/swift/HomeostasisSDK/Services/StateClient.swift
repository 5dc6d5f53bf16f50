import Healing

struct StateClient: StateService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .state, host: host) }

  func get(_ request: StateGet) throws(StageFailure) -> StateValue { try client.call("get", request) }
  func put(_ request: StatePut) throws(StageFailure) -> StateVersion { try client.call("put", request) }
  func delete(_ request: StateDelete) throws(StageFailure) {
    _ = try client.call("delete", request, as: JSONValue.self)
  }
  func keys(_ request: StateKeys) throws(StageFailure) -> [String] { try client.call("keys", request) }
}
