import Glibc
public import Healing
import SystemCalls

/// The keys whose signatures count here, and what was revoked: a folder with a file `NAME.pub` for each key, and one file
/// `revoked.json`. Read anew each time, so that a revocation counts at once.
public struct TrustStore: Sendable {
  /// A key under the name that it has here.
  public struct NamedKey: Sendable, Hashable {
    /// Of the file, without `.pub`.
    public let name: String
    /// The key.
    public let key: PublicKey
  }

  /// All that is in it.
  public struct Content: Sendable {
    /// By name.
    public internal(set) var keys: [NamedKey] = []
    /// What was revoked, keys and bytes.
    public internal(set) var revocations = Revocations()

    /// The name of a key here; nil: it is not known.
    public func name(of key: PublicKey) -> String? { keys.first { $0.key == key }?.name }
  }

  /// The folder; need not exist.
  public let folder: String

  /// The store in `folder`.
  public init(folder: String) { self.folder = folder }

  static let mostKeys = 1_000
  private static let head = "homeostasis-public-key "
  /// The list of what was revoked; need not exist.
  public var revokedFile: String { "\(folder)/revoked.json" }

  /// Everything in it. A store that is not there is empty; one that others may write, or with one file in it that
  /// cannot be understood, is a failure: nobody can tell what was to be revoked.
  public func read() throws(TrustFailure) -> Content {
    guard Files.exists(folder) else { return Content() }
    var content = Content()
    do throws(TrustFailure) { try GuardedPath.check(folder: folder) } catch {
      throw TrustFailure(.store, folder, "the trust store is not safe: \(error.reason)")
    }
    let names = try TrustFailure.unless(.store, folder) { () throws(SystemError) in try Files.list(folder) }
    let files = names.filter { $0.hasSuffix(".pub") }
    guard files.count <= Self.mostKeys else {
      throw TrustFailure(.store, folder, "it has \(files.count) keys, and \(Self.mostKeys) are the most: remove some")
    }
    for file in files { content.keys.append(try Self.key(inFile: "\(folder)/\(file)")) }
    if names.contains("revoked.json") {
      guard let revocations = Revocations(try Self.bytes(revokedFile, limit: Revocations.limit)) else {
        throw TrustFailure(.store, revokedFile, "it is no list of revocations: restore it from a copy")
      }
      content.revocations = revocations
    }
    return content
  }

  /// The key in a file, under the name of the file.
  public static func key(inFile path: String) throws(TrustFailure) -> NamedKey {
    let name = String(Files.name(of: path).dropLast(Files.name(of: path).hasSuffix(".pub") ? 4 : 0))
    guard isName(name) else {
      throw TrustFailure(.store, path, "the name of a key has letters, digits, dots and hyphens, at most 60: rename it")
    }
    let text = String(validating: try bytes(path, limit: 1024), as: UTF8.self) ?? ""
    guard text.hasPrefix(head), text.hasSuffix("\n"), let key = PublicKey(text.dropFirst(head.count).dropLast()) else {
      throw TrustFailure(.store, path, "it is no public key of Homeostasis: restore it, or take it away")
    }
    return NamedKey(name: name, key: key)
  }

  /// What the file of a public key holds.
  public static func text(of key: PublicKey) -> String { "\(head)\(key)\n" }

  /// Whether a key may be called so.
  public static func isName(_ name: String) -> Bool {
    (1...60).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-") && PluginManifest.isID(name)
  }

  private static func bytes(_ path: String, limit: Int) throws(TrustFailure) -> [UInt8] {
    let file: OwnedFile
    do throws(TrustFailure) { file = try GuardedPath.open(path) } catch {
      throw TrustFailure(.store, path, "it cannot be trusted: \(error.reason)")
    }
    return try TrustFailure.unless(.store, path) { () throws(SystemError) in try file.readAll(limit: limit) }
  }
}

extension TrustStore {
  /// Takes a key in.
  /// - Throws: when there is another of the name, or the key is revoked.
  public func add(_ key: PublicKey, named name: String) throws(TrustFailure) {
    try change { content throws(TrustFailure) in
      if let known = content.keys.first(where: { $0.name == name }), known.key != key {
        throw TrustFailure(.store, folder, "there is another key \(name): choose another name, or remove that one")
      }
      if let other = content.name(of: key), other != name {
        throw TrustFailure(.store, folder, "this key is here already, as \(other)")
      }
      if let revoked = content.revocations.revocation(of: key) {
        throw TrustFailure(.revokedKey, folder, "this key was revoked on \(revoked.at): \(revoked.reason)")
      }
      guard Self.isName(name) else {
        throw TrustFailure(.store, folder, "the name of a key has letters, digits, dots and hyphens, at most 60")
      }
      guard content.keys.count < Self.mostKeys else {
        throw TrustFailure(.store, folder, "it has \(Self.mostKeys) keys already: remove some")
      }
      try write("\(folder)/\(name).pub", Array(Self.text(of: key).utf8))
    }
  }

  /// Takes a key out. What it has signed is by an unknown key then, and not revoked.
  /// - Returns: false: there is none of the name.
  public func remove(_ name: String) throws(TrustFailure) -> Bool {
    guard Self.isName(name), Files.exists(folder) else { return false }
    return try change { _ throws(TrustFailure) in
      let path = "\(folder)/\(name).pub"
      if unlink(path) != 0 {
        if errno == ENOENT { return false }
        throw TrustFailure(.store, path, "\(SystemError("unlink", path))")
      }
      try TrustFailure.unless(.store, path) { () throws(SystemError) in try Files.synchronizeFolder(of: path) }
      return true
    }
  }

  /// Revokes a key, or the bytes with a SHA-256; for ever.
  public func revoke(_ what: Revocations.Subject, because reason: String, at time: Timestamp) throws(TrustFailure) {
    try change { content throws(TrustFailure) in
      var revocations = content.revocations
      guard revocations.add(what, because: reason, at: time) else {
        throw TrustFailure(.store, revokedFile, "it has \(Revocations.most) revocations already")
      }
      try write(revokedFile, revocations.bytes)
    }
  }

  /// One writer at a time.
  private func change<Value>(_ body: (Content) throws(TrustFailure) -> Value) throws(TrustFailure) -> Value {
    try TrustFailure.unless(.store, folder) { () throws(SystemError) in try Files.makeFolder(folder, mode: 0o755) }
    return try FolderLock.hold(folder, .store) { () throws(TrustFailure) in try body(try read()) }
  }

  private func write(_ path: String, _ bytes: [UInt8]) throws(TrustFailure) {
    try TrustFailure.unless(.store, path) { () throws(SystemError) in try Files.replace(path, with: bytes, mode: 0o644)
    }
  }
}
