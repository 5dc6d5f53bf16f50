import Healing

struct SecretClient: SecretService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .secrets, host: host) }

  func read(_ request: SecretRead) throws(StageFailure) -> SecretValue { try client.call("read", request) }
}
