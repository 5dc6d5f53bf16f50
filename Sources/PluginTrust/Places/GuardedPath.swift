import Glibc
import SystemCalls

/// Opens what nobody but root and the running user can have put there: every folder on the way from the root, every link
/// and the file itself belong to one of the two, and nobody else may write them. What was looked at is what is opened,
/// so that an exchange in between makes no difference.
struct GuardedPath {
  private let path: String
  private var folders: [OwnedFile] = []
  private var rest: [String]
  private var links = 0

  private init(_ path: String) throws(TrustFailure) {
    self.path = path
    var absolute = path
    if !path.hasPrefix("/") {
      do throws(SystemError) { absolute = "\(try Files.resolve("."))/\(path)" } catch {
        throw TrustFailure(.unreadable, path, "\(error)")
      }
    }
    rest = Self.steps(absolute)
  }

  /// The file at `path`, open for reading.
  static func open(_ path: String) throws(TrustFailure) -> OwnedFile {
    var walk = try GuardedPath(path)
    guard case .file(let file) = try walk.end() else {
      throw TrustFailure(.unreadable, path, "it is a folder and not a file")
    }
    return file
  }

  /// Looks at the folder at `path`, in which others may not even add a file.
  static func check(folder path: String) throws(TrustFailure) {
    var walk = try GuardedPath(path)
    guard case .folder(let status, let place) = try walk.end() else {
      throw TrustFailure(.unreadable, path, "it is a file and not a folder")
    }
    try walk.check(status, place, isDirect: true)
  }

  private enum End {
    case file(OwnedFile)
    case folder(stat, String)
  }

  /// Not in the headers that Swift sees: a descriptor to look at, for which no permission to read is needed.
  private static let onlyPath: Int32 = 0o10_000_000

  private mutating func end() throws(TrustFailure) -> End {
    try enterRoot()
    while let step = rest.popLast() {
      guard let folder = folders.last else { throw wrong("/", "there is no such folder") }
      if step == "." { continue }
      if step == ".." {
        if folders.count > 1 { folders.removeLast() }
        continue
      }
      let (found, status) = try look(at: step, in: folder, Self.onlyPath)
      let place = Self.place(of: found, step)
      switch status.st_mode & S_IFMT {
      case S_IFLNK:
        // Who may write the folder could point it elsewhere; that, and whose it is in a sticky one, is all there is.
        if rest.isEmpty { try checkAgain(folder) }
        try checkOwner(status, place)
        try follow(found, place)
      case S_IFDIR:
        try check(status, place, isDirect: false)
        folders.append(found)
      case S_IFREG:
        guard rest.isEmpty else { throw wrong(place, "it is a file, and the path goes on") }
        try checkAgain(folder)
        let (file, itself) = try look(at: step, in: folder, O_RDONLY | O_NONBLOCK)
        guard itself.st_mode & S_IFMT == S_IFREG else { throw wrong(place, "it has become something else: try again") }
        try check(itself, place, isDirect: true)
        return .file(file)
      default: throw wrong(place, "it is neither a file nor a folder")
      }
    }
    guard let last = folders.last else { throw wrong("/", "there is no such folder") }
    return .folder(try status(last), Self.place(of: last, path))
  }

  private mutating func enterRoot() throws(TrustFailure) {
    do throws(SystemError) { folders = [try OwnedFile(opening: "/", Self.onlyPath | O_DIRECTORY)] } catch {
      throw wrong("/", "\(error)")
    }
    try check(try status(folders[0]), "/", isDirect: false)
  }

  private mutating func follow(_ link: OwnedFile, _ place: String) throws(TrustFailure) {
    links += 1
    guard links <= 40 else { throw wrong(place, "there are too many links on the way") }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlinkat(link.number, "", &target, Int(PATH_MAX))
    guard count > 0 else { throw wrong(place, "\(SystemError("readlink", place))") }
    let text = String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if text.hasPrefix("/") { folders.removeLast(folders.count - 1) }
    rest += Self.steps(text)
  }

  private func look(
    at step: String, in folder: OwnedFile, _ flags: Int32
  ) throws(TrustFailure) -> (OwnedFile, stat) {
    let number = openat(folder.number, step, flags | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      throw wrong("\(Self.place(of: folder, ""))/\(step)", "\(String(cString: strerror(errno)))")
    }
    let file = OwnedFile(number)
    return (file, try status(file))
  }

  private func status(_ file: OwnedFile) throws(TrustFailure) -> stat {
    var status = stat()
    guard fstat(file.number, &status) == 0 else { throw wrong(path, "\(SystemError("fstat", path))") }
    return status
  }

  /// The folder that holds the file, by the stricter rule.
  private func checkAgain(_ folder: OwnedFile) throws(TrustFailure) {
    try check(try status(folder), Self.place(of: folder, path), isDirect: true)
  }

  /// - Parameter isDirect: whether nobody else may write it at all. Further up it is enough that nobody else may take
  ///   away what is in it: a sticky folder such as `/tmp` will do, since owners are looked at on every step.
  private func check(_ status: stat, _ place: String, isDirect: Bool) throws(TrustFailure) {
    try checkOwner(status, place)
    if status.st_mode & S_ISVTX != 0 && !isDirect { return }
    if status.st_mode & S_IWOTH != 0 {
      throw TrustFailure(.writable, path, "everybody may write to \(place): chmod o-w \(place)")
    }
    if status.st_mode & S_IWGRP != 0 && !PrivateGroup.isPrivate(status.st_gid, place) {
      throw TrustFailure(
        .writable, path, "group \(PrivateGroup.name(status.st_gid)) may write to \(place): chmod g-w \(place)")
    }
  }

  private func checkOwner(_ status: stat, _ place: String) throws(TrustFailure) {
    if status.st_uid == 0 || status.st_uid == geteuid() { return }
    throw TrustFailure(
      .owner, path,
      "\(place) belongs to \(PrivateGroup.user(status.st_uid)), who is neither root nor the user that runs this: "
        + "chown \(PrivateGroup.user(geteuid())) \(place), or run as that user")
  }

  private func wrong(_ place: String, _ reason: String) -> TrustFailure {
    TrustFailure(.unreadable, path, "\(place): \(reason)")
  }

  /// Where an open file is, for a message.
  private static func place(of file: OwnedFile, _ otherwise: String) -> String {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink("/proc/self/fd/\(file.number)", &target, Int(PATH_MAX))
    return count > 0 ? String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : otherwise
  }

  /// The parts of a path, the last first.
  private static func steps(_ path: String) -> [String] { path.split(separator: "/").map(String.init).reversed() }
}
