import Healing

struct SandboxClient: SandboxService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .sandbox, host: host) }

  func open(_ request: SandboxOpen) throws(StageFailure) -> SandboxSession { try client.call("open", request) }
  func run(_ request: SandboxRun) throws(StageFailure) -> SandboxResult { try client.call("run", request) }
  func ask(_ request: SandboxAsk) throws(StageFailure) -> SandboxAnswer { try client.call("ask", request) }
  func replay(_ request: SandboxReplay) throws(StageFailure) -> ReplayResult { try client.call("replay", request) }
  func close(_ request: SandboxClose) throws(StageFailure) { _ = try client.call("close", request, as: JSONValue.self) }
}
