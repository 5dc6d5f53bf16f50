import Glibc
import JSONSchema

/// Paths of the file system as the configuration names them.
enum FilePath {
  enum Kind: Equatable {
    case folder, other, missing
    case unreadable(String)
  }

  /// The absolute path that `text` means in `folder`. Steps that do nothing are left out; `..` stays, because it
  /// follows symbolic links that only the system can follow.
  static func absolute(_ text: String, in folder: String) -> String {
    let whole = text.hasPrefix("/") ? text : folder + "/" + text
    return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// The folder of a file, as far as its path tells.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The folder that relative paths of the command line start at; the root when it was removed.
  static func current() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// What is there.
  static func kind(of path: String) -> Kind {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR ? .folder : .other }
    return errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(String(cString: strerror(errno)))
  }

  /// Whether somebody expects a shell to read this.
  static func looksUnexpanded(_ text: String) -> Bool { text.contains("$") || text.hasPrefix("~/") || text == "~" }

  static let noVariables = "variables and ~ are not expanded: write the path itself, relative to this file"

  /// What was probably meant by a path that leads nowhere.
  static func advice(on text: String, missing path: String) -> String? {
    if looksUnexpanded(text) { return noVariables }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last else { return nil }
    let parent = parts.dropLast().joined(separator: "/")
    let near = NearestName.nearest(to: String(name), in: folders(in: parent.isEmpty ? "/" : parent))
    return near.map { "did you mean \(text.dropLast(name.count))\($0)?" }
  }

  /// The names of the folders in `folder`, up to a number that is read at once.
  private static func folders(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while names.count < 500, let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix("."), kind(of: folder + "/" + name) == .folder { names.append(name) }
    }
    return names
  }
}
