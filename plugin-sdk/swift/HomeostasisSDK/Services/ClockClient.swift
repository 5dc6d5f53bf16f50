import Healing

struct ClockClient: ClockService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .clock, host: host) }

  func now(_ request: ClockNow) throws(StageFailure) -> ClockTime { try client.call("now", request) }
}
