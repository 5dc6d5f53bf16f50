import Healing
import SystemCalls

/// What a folder of plugins may hold, to the byte: the file `plugins.lock` in it, which a team keeps with its sources.
///
///     {
///       "plugins" : [
///         {
///           "file" : "stack-namer.so",
///           "id" : "org.example.stack-namer",
///           "sha256" : "9f2c...",
///           "version" : "1.2.0"
///         }
///       ],
///       "version" : 1
///     }
public struct PluginLock: Sendable, Hashable {
  /// One file, and what it has to be.
  public struct Pin: Sendable, Hashable, Codable {
    /// Its name in the folder.
    public let file: String
    /// Of the plugin in it.
    public let id: String
    /// SHA-256 of its bytes.
    public let sha256: String
    /// Of the plugin, SemVer 2.
    public let version: String

    /// Pins a file.
    public init(file: String, id: String, version: String, sha256: String) {
      self.file = file
      self.id = id
      self.version = version
      self.sha256 = sha256
    }

    fileprivate var isValid: Bool {
      PluginLock.isFileName(file) && PluginManifest.isID(id) && SemanticVersion(version) != nil
        && PluginManifest.isHash(sha256)
    }
  }

  private struct Document: Codable {
    var plugins: [Pin]
    var version: Int
  }

  /// By the names of the files.
  public private(set) var pins: [Pin] = []

  /// The name of the file.
  public static let name = "plugins.lock"
  static let most = 1_000
  static let limit = 1 << 20

  /// One without a pin.
  public init() {}

  /// Nil: the bytes are no such file, or contradict themselves.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.limit, let document = try? JSON.decode(Document.self, from: bytes),  // Nil says it.
      document.version == 1, document.plugins.count <= Self.most, document.plugins.allSatisfy(\.isValid),
      Set(document.plugins.map(\.file)).count == document.plugins.count,
      Set(document.plugins.map(\.id)).count == document.plugins.count
    else { return nil }
    pins = document.plugins.sorted { $0.file < $1.file }
  }

  /// The pins of a folder; nil: it has no lock file.
  public static func read(in folder: String) throws(TrustFailure) -> PluginLock? {
    let path = "\(folder)/\(name)"
    guard Files.exists(path) else { return nil }
    let file: OwnedFile
    do throws(TrustFailure) { file = try GuardedPath.open(path) } catch {
      throw TrustFailure(.lock, path, "it cannot be trusted: \(error.reason)")
    }
    let bytes = try TrustFailure.unless(.lock, path) { () throws(SystemError) in try file.readAll(limit: limit) }
    guard let lock = PluginLock(bytes) else {
      throw TrustFailure(
        .lock, path,
        "it is no lock file of plugins: restore it, or remove it and pin each plugin with `homeostasis plugin add`")
    }
    return lock
  }

  /// Writes it, so that it is the old or the new one after any crash.
  public func write(in folder: String) throws(TrustFailure) {
    let path = "\(folder)/\(Self.name)"
    try TrustFailure.unless(.lock, path) { () throws(SystemError) in try Files.replace(path, with: bytes, mode: 0o644) }
  }

  /// What the file holds.
  public var bytes: [UInt8] {
    // Strings and a number only: there is nothing in it that could not be written.
    (try? JSON.bytes(Document(plugins: pins, version: 1), pretty: true)).map { Array($0) + [10] } ?? []
  }

  /// The pin of a file.
  public func pin(ofFile name: String) -> Pin? { pins.first { $0.file == name } }

  /// The pin of a plugin, whatever file it is in.
  public func pin(ofID id: String) -> Pin? { pins.first { $0.id == id } }

  /// Pins a file, in place of what its name was pinned to.
  public mutating func set(_ pin: Pin) {
    pins.removeAll { $0.file == pin.file }
    pins.append(pin)
    pins.sort { $0.file < $1.file }
  }

  /// Takes the pin of a file away.
  public mutating func remove(file: String) { pins.removeAll { $0.file == file } }

  /// Whether `name` may be the name of a plugin's file.
  public static func isFileName(_ name: String) -> Bool {
    (4...200).contains(name.utf8.count) && (name.hasSuffix(".so") || name.hasSuffix(".py")) && !name.hasPrefix(".")
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x2F && $0 != 0x7F }
  }
}
