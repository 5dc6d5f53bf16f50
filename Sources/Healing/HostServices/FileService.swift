/// `homeostasis.files/1`: reads below the root of the service that the call is about. Paths are relative; `..` and links
/// that lead out are denied.
public protocol FileService: Sendable {
  /// The content of a file.
  func read(_ request: FileRead) throws(StageFailure) -> FileContent
  /// The files whose relative path matches a glob, in alphabetical order.
  func list(_ request: FileList) throws(StageFailure) -> [FileEntry]
}
