import Healing

/// The few files of an example, in memory.
struct ExampleFiles: FileService {
  /// By path, all in one folder.
  let texts: [String: String]

  func read(_ request: FileRead) throws(StageFailure) -> FileContent {
    guard let text = texts[request.path] else {
      throw StageFailure(
        .failed, code: "files.unreadable", place: request.path, message: "the example has no such file")
    }
    return FileContent(bytes: Array(text.utf8))
  }

  /// Understands `*` and `**/*` with a suffix behind, which is how a project asks.
  func list(_ request: FileList) throws(StageFailure) -> [FileEntry] {
    let suffix = request.pattern.drop { $0 == "*" || $0 == "/" }
    return texts.filter { $0.key.hasSuffix(suffix) }.sorted { $0.key < $1.key }
      .map { FileEntry(path: $0.key, bytes: Int64($0.value.utf8.count)) }
  }
}
