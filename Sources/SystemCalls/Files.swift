import CSystemCalls
public import Glibc

/// Whole files and folders, each with errors that name the path.
public enum Files {
  /// The content of a file of at most `limit` bytes.
  public static func read(_ path: String, limit: Int = 64 << 20) throws(SystemError) -> [UInt8] {
    let file = try OwnedFile(opening: path, O_RDONLY)
    do {
      return try file.readAll(limit: limit)
    } catch {
      throw SystemError("read", path, number: error.number)
    }
  }

  /// As ``read(_:limit:)``, as text; invalid UTF-8 is replaced.
  public static func text(_ path: String, limit: Int = 64 << 20) throws(SystemError) -> String {
    String(decoding: try read(path, limit: limit), as: UTF8.self)
  }

  /// Replaces a file so that it is the old or the new one after any crash: a new file beside it, fsync, rename.
  public static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o644) throws(SystemError) {
    let beside = "\(path).\(getpid()).new"
    let file = try OwnedFile(opening: beside, O_WRONLY | O_CREAT | O_TRUNC, mode: mode)
    do throws(SystemError) {
      try file.writeAll(bytes)
      _ = try checked("fsync", beside) { fsync(file.number) }
      _ = try checked("rename", path) { rename(beside, path) }
    } catch {
      unlink(beside)
      throw error
    }
    try synchronizeFolder(of: path)
  }

  /// Makes a rename in the folder of `path` durable.
  public static func synchronizeFolder(of path: String) throws(SystemError) {
    let folder = try OwnedFile(opening: parent(of: path), O_RDONLY | O_DIRECTORY)
    _ = try checked("fsync", parent(of: path)) { fsync(folder.number) }
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String, mode: mode_t = 0o755) throws(SystemError) {
    if isFolder(path) { return }
    let above = parent(of: path)
    if above != path { try makeFolder(above, mode: mode) }
    if mkdir(path, mode) != 0 && errno != EEXIST { throw SystemError("mkdir", path) }
  }

  /// The names in a folder, sorted, without `.` and `..`.
  public static func list(_ path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw SystemError("opendir", path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Deletes a file or a folder with all that is in it. Links are deleted and not followed; what is gone already is fine.
  public static func remove(_ path: String) throws(SystemError) {
    var status = stat()
    if lstat(path, &status) != 0 {
      if errno == ENOENT { return }
      throw SystemError("lstat", path)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in try list(path) { try remove("\(path)/\(name)") }
      _ = try checked("rmdir", path) { rmdir(path) }
    } else {
      _ = try checked("unlink", path) { unlink(path) }
    }
  }

  /// Makes an empty folder with an unguessable name that starts with `prefix`, in `TMPDIR` or `/tmp`.
  public static func temporaryFolder(_ prefix: String) throws(SystemError) -> String {
    try folder(named: "\(temporaryBase)/\(prefix)")
  }

  /// Where temporary folders are made.
  static var temporaryBase: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  /// Makes an empty folder of this path with a dot and six unguessable characters behind it.
  static func folder(named path: String) throws(SystemError) -> String {
    var template = Array("\(path).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError("mkdtemp", path) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether there is something at `path`, links followed.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether `path` is a folder, links followed.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The absolute path without links, `.` and `..`.
  public static func resolve(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw SystemError("realpath", path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The folder that holds `path`.
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last component of `path`.
  public static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
