import Digest
import Glibc
import Healing
import LanguageKit
import LanguagePacks
import SystemCalls

/// The package's root.
let packageRoot = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// The packs of the package, with the grammars that the build fetches: `HOMEOSTASIS_GRAMMARS`, else below `.build`.
let shelf = PackShelf(
  folders: ["\(packageRoot)/Plugins/Languages"],
  grammars: getenv("HOMEOSTASIS_GRAMMARS").map { String(cString: $0) } ?? "\(packageRoot)/.build/grammars/languages.so")

/// The templates of the Python pack, read once.
let python: Result<TemplateLibrary, StageFailure> = Result { () throws(StageFailure) in
  try TemplateLibrary("python", from: shelf)
}

/// The templates of any pack.
func library(of language: String) throws(StageFailure) -> TemplateLibrary {
  language == "python" ? try python.get() : try TemplateLibrary(language, from: shelf)
}

/// The tree of a folder on disk.
struct Folder: FileService {
  let root: String

  /// Makes a temporary folder with these files.
  init(_ files: [String: String]) throws {
    try self.init(bytes: files.mapValues { Array($0.utf8) })
  }

  init(bytes files: [String: [UInt8]]) throws {
    root = try Files.temporaryFolder("language-kit")
    for (path, bytes) in files {
      try Files.makeFolder(Files.parent(of: "\(root)/\(path)"))
      try Files.replace("\(root)/\(path)", with: bytes)
    }
  }

  init(at root: String) { self.root = root }

  func remove() throws { try Files.remove(root) }

  func read(_ request: FileRead) throws(StageFailure) -> FileContent {
    do {
      let bytes = try Files.read("\(root)/\(request.path)")
      let text = String(validating: bytes, as: UTF8.self)
      return FileContent(text: text, base64: text == nil ? base64(bytes) : nil, hash: SHA256.hex(of: bytes))
    } catch {
      throw StageFailure(.failed, code: "files.unreadable", place: request.path, message: "\(error)")
    }
  }

  func list(_ request: FileList) throws(StageFailure) -> [FileEntry] {
    var found: [FileEntry] = []
    do {
      try walk("", request.pattern, &found)
    } catch {
      throw StageFailure(.failed, code: "files.unreadable", place: root, message: "\(error)")
    }
    return found.sorted { $0.path < $1.path }
  }

  private func walk(_ folder: String, _ pattern: String, _ found: inout [FileEntry]) throws {
    for name in try Files.list(folder.isEmpty ? root : "\(root)/\(folder)") {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      if Files.isFolder("\(root)/\(path)") {
        try walk(path, pattern, &found)
      } else if fnmatch(pattern, path, pattern.contains("**") ? 0 : FNM_PATHNAME) == 0 {
        found.append(FileEntry(path: path, bytes: Int64(try Files.read("\(root)/\(path)").count)))
      }
    }
  }
}

private func base64(_ bytes: [UInt8]) -> String {
  let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var text = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
    let value = group[0] << 16 | group[1] << 8 | group[2]
    for place in 0..<4 {
      text += start + place > bytes.count ? "=" : String(letters[value >> (18 - 6 * place) & 63])
    }
  }
  return text
}

/// A diagnosis of one exception at one line.
func diagnosis(
  _ type: String, _ message: String, at file: String, _ line: Int, tests: [StackFrame] = []
) -> Diagnosis {
  let frames = [StackFrame(file: file, line: line, project: true)] + tests
  return Diagnosis(
    parent: "", cause: "", category: "unknown", confidence: 1,
    exceptions: [ThrownException(type: type, message: message, frames: frames)],
    locations: [Location(file: file, line: line, score: 0.6)])
}
