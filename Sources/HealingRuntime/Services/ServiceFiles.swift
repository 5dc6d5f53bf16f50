import Digest
import FoundationEssentials
import Glibc
public import Healing
import SystemCalls

/// `homeostasis.files/1` for one service: reads below its root and nowhere else.
public struct ServiceFiles: FileService {
  private let root: String
  /// Files that are larger than this are not source.
  private static let bytesAtMost = 16 << 20
  private static let entriesAtMost = 100_000

  /// Serves the tree at `root`, an absolute path.
  public init(root: String) { self.root = root }

  public func read(_ request: FileRead) throws(StageFailure) -> FileContent {
    let bytes: [UInt8]
    do throws(SystemError) {
      let folder = try OwnedFile(opening: root, O_RDONLY | O_DIRECTORY)
      bytes = try OwnedFile(beneath: folder, request.path, O_RDONLY | O_NONBLOCK).readAll(limit: Self.bytesAtMost)
    } catch {
      let leaves = error.number == EXDEV || error.number == ELOOP
      throw StageFailure(
        leaves ? .denied : .failed, code: leaves ? "files.outside" : "files.unreadable", place: request.path,
        message: leaves ? "the path leads out of the service's root" : "\(error)")
    }
    let text = String(validating: bytes, as: UTF8.self)
    return FileContent(
      text: text, base64: text == nil ? Data(bytes).base64EncodedString() : nil, hash: SHA256.hex(of: bytes))
  }

  public func list(_ request: FileList) throws(StageFailure) -> [FileEntry] {
    var found: [FileEntry] = []
    do throws(SystemError) {
      try walk("", matching: request.pattern, into: &found)
    } catch {
      throw StageFailure(.failed, code: "files.unreadable", place: root, message: "\(error)")
    }
    return found.sorted { $0.path < $1.path }
  }

  private func walk(_ folder: String, matching pattern: String, into found: inout [FileEntry]) throws(SystemError) {
    for name in try Files.list(folder.isEmpty ? root : "\(root)/\(folder)") {
      if found.count >= Self.entriesAtMost { return }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard lstat("\(root)/\(path)", &status) == 0 else { continue }  // It went away meanwhile.
      switch status.st_mode & S_IFMT {
      case S_IFDIR where !Self.skipped.contains(name): try walk(path, matching: pattern, into: &found)
      case S_IFREG where fnmatch(pattern, path, pattern.contains("**") ? 0 : FNM_PATHNAME) == 0:
        found.append(FileEntry(path: path, bytes: Int64(status.st_size)))
      default: break
      }
    }
  }

  /// Folders that are no source.
  private static let skipped: Set = [
    ".git", ".homeostasis", "__pycache__", "node_modules", ".venv", ".tox", ".mypy_cache",
  ]
}
