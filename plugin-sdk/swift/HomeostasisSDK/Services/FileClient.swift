import Healing

struct FileClient: FileService {
  let host: StageHost
  private var client: ServiceClient { ServiceClient(id: .files, host: host) }

  func read(_ request: FileRead) throws(StageFailure) -> FileContent { try client.call("read", request) }
  func list(_ request: FileList) throws(StageFailure) -> [FileEntry] { try client.call("list", request) }
  func write(_ request: FileWrite) throws(StageFailure) { _ = try client.call("write", request, as: JSONValue.self) }
}
