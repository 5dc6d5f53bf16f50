import Digest
import FoundationEssentials
import Glibc
import Healing
import SystemCalls

/// `homeostasis.files/1` for absolute paths: what the configuration names, and nothing that a link leads to from there.
struct GrantedFiles: FileService {
  private let grants: Grants
  private static let bytesAtMost = 16 << 20
  private static let entriesAtMost = 100_000

  init(_ grants: Grants) { self.grants = grants }

  func read(_ request: FileRead) throws(StageFailure) -> FileContent {
    let (grant, below) = try grant(for: request.path, writing: false)
    let bytes = try Self.told(request.path) { () throws(SystemError) in
      let file =
        below.isEmpty
        ? try OwnedFile(opening: grant.path, O_RDONLY | O_NONBLOCK)
        : try OwnedFile(beneath: Self.folder(grant.path), below, O_RDONLY | O_NONBLOCK)
      return try file.readAll(limit: Self.bytesAtMost)
    }
    let text = String(validating: bytes, as: UTF8.self)
    return FileContent(
      text: text, base64: text == nil ? Data(bytes).base64EncodedString() : nil, hash: SHA256.hex(of: bytes))
  }

  /// Does not follow links; paths are relative to the folder.
  func list(_ request: FileList) throws(StageFailure) -> [FileEntry] {
    let root = request.folder ?? ""
    let (grant, below) = try grant(for: root, writing: false)
    return try Self.told(root) { () throws(SystemError) in
      let top =
        try below.isEmpty
        ? Self.folder(grant.path)
        : OwnedFile(
          beneath: Self.folder(grant.path), below, O_RDONLY | O_DIRECTORY)
      var found: [FileEntry] = []
      try walk("/proc/self/fd/\(top.number)", "", matching: request.pattern, into: &found)
      withExtendedLifetime(top) {}
      return found.sorted { $0.path < $1.path }
    }
  }

  private func walk(
    _ top: String, _ folder: String, matching pattern: String, into found: inout [FileEntry]
  ) throws(SystemError) {
    for name in try Files.list("\(top)/\(folder)") {
      if found.count >= Self.entriesAtMost { return }
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var status = stat()
      guard lstat("\(top)/\(path)", &status) == 0 else { continue }  // It went away meanwhile.
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try walk(top, path, matching: pattern, into: &found)
      case S_IFREG where fnmatch(pattern, path, pattern.contains("**") ? 0 : FNM_PATHNAME) == 0:
        found.append(FileEntry(path: path, bytes: Int64(status.st_size)))
      default: break
      }
    }
  }

  func write(_ request: FileWrite) throws(StageFailure) {
    let (grant, below) = try grant(for: request.path, writing: true)
    guard
      let bytes = request.text.map({ Array($0.utf8) })
        ?? request.base64.flatMap({ Data(base64Encoded: $0) }).map(Array.init)
    else {
      throw StageFailure(
        .invalid, code: "files.content", place: request.path, message: "give `text`, or `base64` that is base64")
    }
    guard bytes.count <= Self.bytesAtMost else {
      throw StageFailure(
        .invalid, code: "files.content", place: request.path, message: "\(bytes.count) bytes; at most 16 MiB")
    }
    try Self.told(request.path) { () throws(SystemError) in
      let inside = Files.parent(of: below)
      let folder: OwnedFile
      if below.isEmpty {
        folder = try Self.folder(Files.parent(of: grant.path))
      } else if inside == "." {
        folder = try Self.folder(grant.path)
      } else {
        folder = try OwnedFile(beneath: Self.folder(grant.path), inside, O_RDONLY | O_DIRECTORY, noLinks: true)
      }
      try Self.replace(Files.name(of: request.path), in: folder, with: bytes)
    }
  }

  /// The old or the new content after any crash; a link in its place is replaced and not followed.
  private static func replace(_ name: String, in folder: OwnedFile, with bytes: [UInt8]) throws(SystemError) {
    let beside = ".\(name).\(getpid()).\(UInt32.random(in: 0 ... .max))"
    let file = OwnedFile(
      try checked("openat", name) {
        openat(folder.number, beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
      })
    do throws(SystemError) {
      try file.writeAll(bytes)
      _ = try checked("fsync", name) { fsync(file.number) }
      _ = try checked("rename", name) { renameat(folder.number, beside, folder.number, name) }
      _ = try checked("fsync", name) { fsync(folder.number) }
    } catch {
      unlinkat(folder.number, beside, 0)
      throw error
    }
  }

  /// The grant that covers a path, and what comes below it.
  private func grant(for path: String, writing: Bool) throws(StageFailure) -> (GrantedFile, String) {
    let steps = path.split(separator: "/")
    guard path.hasPrefix("/"), !steps.contains(".."), !path.utf8.contains(0) else {
      throw StageFailure(
        .denied, code: "files.outside", place: path, message: "must be an absolute path without `..`")
    }
    let plain = "/" + steps.filter { $0 != "." }.joined(separator: "/")
    guard let grant = grants.files.first(where: { $0.covers(plain) && ($0.writes || !writing) }) else {
      let entry = writing ? "files: [{path: \(plain), access: write}]" : "files: [\(plain)]"
      throw StageFailure(
        .denied, code: "files.not-granted", place: path,
        message: "not granted for \(writing ? "writing" : "reading"): \(grants.remedy(.files, entry))")
    }
    return (grant, String(plain.dropFirst(grant.path.count).drop { $0 == "/" }))
  }

  private static func folder(_ path: String) throws(SystemError) -> OwnedFile {
    try OwnedFile(opening: path, O_RDONLY | O_DIRECTORY)
  }

  private static func told<Value>(
    _ path: String, _ body: () throws(SystemError) -> Value
  ) throws(StageFailure) -> Value {
    do throws(SystemError) { return try body() } catch {
      let leaves = error.number == EXDEV || error.number == ELOOP
      let isAbsent = error.number == ENOENT
      throw StageFailure(
        leaves ? .denied : isAbsent ? .absent : .failed,
        code: leaves ? "files.outside" : isAbsent ? "files.absent" : "files.unreadable", place: path,
        message: leaves ? "a link leads out of what is granted" : "\(error)")
    }
  }
}
