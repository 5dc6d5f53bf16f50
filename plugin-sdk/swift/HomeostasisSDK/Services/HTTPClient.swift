import Healing

struct HTTPClient: HTTPService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .http, host: host) }

  func request(_ request: HTTPRequest) throws(StageFailure) -> HTTPReply { try client.call("request", request) }
}
