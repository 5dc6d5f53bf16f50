import CHomeostasisPlugin
import Glibc
import Healing
import PluginTrust
import SystemCalls

/// What plugins have said of themselves, by the SHA-256 of their bytes, so that nothing has to be started to list what is
/// known. One file in a folder that is this user's alone; it counts for one ABI and one runner.
///
/// It is a help and no authority: it names no file and lets nothing be loaded, whatever is asked of a plugin's bytes is
/// asked without it, and what a plugin says when it is loaded must be what it has said here.
public struct DescriptionCache: Sendable {
  private let folder: String
  private let reader: String

  private struct Document: Codable {
    /// What has asked for the descriptions.
    var reader: String
    /// The last that was added last.
    var entries: [Entry]
  }

  private struct Entry: Codable {
    var sha256: String
    var plugin: PluginDescription
  }

  /// How many are remembered.
  private static let most = 1_000
  private static let limit = 16 << 20

  /// The cache in `folder`, which is made when something is written.
  /// - Parameter runner: the program that asks plugins; another one asks anew.
  public init(folder: String, runner: String) {
    self.folder = folder
    // Where there is no interpreter's part no Python file is described either.
    let programs = [runner, (try? PythonPlugin.runner(beside: runner)) ?? ""]
    reader = (["\(HS_ABI_MAJOR).\(HS_ABI_MINOR)"] + programs.map(Self.identity)).joined(separator: " ")
  }

  private var path: String { "\(folder)/descriptions.json" }

  private static func identity(_ program: String) -> String {
    var status = stat()
    guard stat(program, &status) == 0 else { return "none" }
    return "\(status.st_dev):\(status.st_ino):\(status.st_size):\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  /// Everything that is known; nothing where the file is not to be trusted or understood.
  func read() -> [String: PluginDescription] {
    Dictionary(entries().map { ($0.sha256, $0.plugin) }) { _, last in last }
  }

  private func entries() -> [Entry] {
    // Whoever else may write here could let the host ask for the wrong settings or services.
    guard (try? TrustRules.requireSafe(folder: folder)) != nil,
      let file = try? OwnedFile(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK), Self.isOwn(file),
      let bytes = try? file.readAll(limit: Self.limit), let document = try? JSON.decode(Document.self, from: bytes),
      document.reader == reader
    else { return [] }
    return document.entries
  }

  private static func isOwn(_ file: OwnedFile) -> Bool {
    var status = stat()
    return fstat(file.number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
      && status.st_mode & 0o022 == 0
  }

  /// Remembers these, too. Of two that write at once one is remembered, and the other is asked for again.
  func keep(_ new: [String: PluginDescription]) {
    if new.isEmpty { return }
    write(entries().filter { new[$0.sha256] == nil } + new.map { Entry(sha256: $0.key, plugin: $0.value) })
  }

  /// What a plugin says that was just loaded must be what it has said before.
  func confirm(_ staged: StagedLibrary, _ said: PluginDescription) throws(PluginFailure) {
    guard let known = read()[staged.hash], known != said else { return }
    write(entries().filter { $0.sha256 != staged.hash })
    throw PluginFailure(
      "plugin.description", staged.original,
      "it says otherwise of itself than when it was listed, and what it said is forgotten now: start again; if that "
        + "does not help, its descriptor is not constant data, or somebody changes \(path)")
  }

  private func write(_ entries: [Entry]) {
    // Without a cache plugins are asked each time: slower, and right.
    guard let bytes = try? JSON.bytes(Document(reader: reader, entries: Array(entries.suffix(Self.most)))),
      (try? TrustRules.makePrivate(folder)) != nil
    else { return }
    try? Files.replace(path, with: Array(bytes), mode: 0o600)
  }
}
