/// `homeostasis.files/1`: reads below the root of the service that the call is about, by relative paths; and what the
/// configuration grants elsewhere, by absolute ones. `..` and links that lead out are denied.
public protocol FileService: Sendable {
  /// The content of a file.
  func read(_ request: FileRead) throws(StageFailure) -> FileContent
  /// The files whose relative path matches a glob, in alphabetical order.
  func list(_ request: FileList) throws(StageFailure) -> [FileEntry]
  /// Replaces a file that is granted for writing: the old or the new content after any crash.
  /// - Throws: `files.not-granted` for any other.
  func write(_ request: FileWrite) throws(StageFailure)
}

extension FileService {
  /// Below the service's root nothing is written this way.
  public func write(_ request: FileWrite) throws(StageFailure) {
    throw StageFailure(.denied, code: "files.not-granted", place: request.path, message: "this service only reads")
  }
}
