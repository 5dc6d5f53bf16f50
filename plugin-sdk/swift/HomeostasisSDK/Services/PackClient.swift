import Healing

struct PackClient: PackService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .pack, host: host) }

  func document(_ request: PackDocument) throws(StageFailure) -> JSONValue { try client.call("document", request) }
  func list(_ request: PackFolder) throws(StageFailure) -> [String] { try client.call("list", request) }
  func grammar(_ request: PackGrammar) throws(StageFailure) -> GrammarPlace { try client.call("grammar", request) }
}
