public import Healing

/// The files of a service as they are with a patch laid over them.
public struct PatchedFiles: FileService {
  private let files: any FileService
  /// Content by path, before and with the patch.
  private let changed: [String: (before: [UInt8]?, after: [UInt8]?)]

  /// `files` themselves where there is no patch.
  /// - Throws: `invalid` where the patch does not fit.
  public static func over(_ files: any FileService, _ patch: Patch?) throws(StageFailure) -> any FileService {
    guard let diff = patch?.diff else { return files }
    var changed: [String: (before: [UInt8]?, after: [UInt8]?)] = [:]
    do {
      for change in try UnifiedDiff.parse(diff) {
        let before = try? files.read(FileRead(path: change.path)).bytes  // A file that the patch makes is not there.
        changed[change.path] = (before, try change.applied(to: before))
      }
    } catch {
      throw StageFailure(.invalid, code: "patch.does-not-apply", place: patch?.id ?? "", message: "\(error)")
    }
    return PatchedFiles(files: files, changed: changed)
  }

  /// The content with the patch.
  public func read(_ request: FileRead) throws(StageFailure) -> FileContent {
    guard let after = changed[request.path]?.after else { return try files.read(request) }
    return FileContent(bytes: after)
  }

  /// As it is without the patch.
  public func list(_ request: FileList) throws(StageFailure) -> [FileEntry] { try files.list(request) }

  /// A candidate on these files as one on the tree itself, together with the patch; nil where it takes the patch back.
  public func joined(_ candidate: Candidate, to first: Patch) -> Candidate? {
    var joined = candidate
    joined.files = candidate.files.map { file in
      guard let known = changed[file.path] else { return file }
      return EditedFile(path: file.path, before: known.before, after: file.after)
    }
    for (path, content) in changed.sorted(by: { $0.key < $1.key })
    where !joined.files.contains(where: { $0.path == path }) {
      joined.files.append(EditedFile(path: path, before: content.before, after: content.after))
    }
    joined.files = joined.files.filter { $0.before != $0.after }
    if joined.files.isEmpty { return nil }
    joined.score *= first.score
    joined.edits += first.edits ?? 1
    joined.suppresses = candidate.suppresses || first.suppresses
    joined.title = "\(first.title); \(candidate.title)"
    joined.template = "\(first.template ?? "-")+\(candidate.template)"
    return joined
  }
}
