import Healing

struct ExecClient: ExecService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .exec, host: host) }

  func run(_ request: ExecRun) throws(StageFailure) -> SandboxResult { try client.call("run", request) }
}
