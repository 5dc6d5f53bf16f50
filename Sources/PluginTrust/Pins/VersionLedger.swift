import Healing
import SystemCalls

/// What was in service on this machine: for each plugin the highest version that was trusted, and the bytes that were.
/// One file of the state, which is this user's alone.
public struct VersionLedger: Sendable {
  /// Bytes that were in service, trusted.
  public struct Known: Sendable, Hashable, Codable {
    /// Of the plugin.
    public let id: String
    /// Of these bytes.
    public let version: String
    /// Of these bytes.
    public let sha256: String
    /// Who signed them; nil: they were pinned only.
    public let key: PublicKey?
  }

  struct Document: Codable {
    struct Floor: Codable {
      var id: String
      var version: String
    }
    struct Permission: Codable {
      var id: String
      var sha256: String
    }
    var version = 1
    var floors: [Floor] = []
    var known: [Known] = []
    /// Bytes that may come in spite of their lower version, once.
    var allowed: [Permission] = []
  }

  private let path: String
  private static let limit = 8 << 20
  /// How many bytes of each plugin are remembered.
  private static let kept = 20

  /// The ledger in the file at `path`, which need not exist.
  public init(path: String) { self.path = path }

  /// Why this version must not come after what was in service; nil: it may.
  func objection(to id: String, _ version: String, _ sha256: String) throws(TrustFailure) -> String? {
    let document = try read()
    guard let floor = document.floors.first(where: { $0.id == id }), let highest = SemanticVersion(floor.version),
      let new = SemanticVersion(version), new < highest
    else { return nil }
    if document.allowed.contains(where: { $0.id == id && $0.sha256 == sha256 }) { return nil }
    return "version \(version) of \(id) is lower than \(floor.version), which was in service here"
  }

  /// The bytes, if they were trusted and in service.
  func known(_ sha256: String) throws(TrustFailure) -> Known? { try read().known.first { $0.sha256 == sha256 } }

  /// These bytes are in service, and kept: nothing lower comes after them.
  func settle(_ bytes: Known) throws(TrustFailure) {
    let old = try read()
    let isFloor = old.floors.contains { $0.id == bytes.id && $0.version == bytes.version }
    if isFloor, old.known.last(where: { $0.id == bytes.id }) == bytes,
      !old.allowed.contains(where: { $0.id == bytes.id })
    {
      return
    }
    try change { document in
      document.floors.removeAll { $0.id == bytes.id }
      document.floors.append(.init(id: bytes.id, version: bytes.version))
      document.allowed.removeAll { $0.id == bytes.id }
      document.known.removeAll { $0.sha256 == bytes.sha256 }
      document.known.append(bytes)
      let own = document.known.filter { $0.id == bytes.id }
      if let oldest = own.first, own.count > Self.kept { document.known.removeAll { $0 == oldest } }
    }
  }

  /// Lets these bytes come although their version is lower than the highest.
  public func allow(_ id: String, _ sha256: String) throws(TrustFailure) {
    try change { document in
      document.allowed.removeAll { $0.id == id }
      document.allowed.append(.init(id: id, sha256: sha256))
    }
  }

  private func read() throws(TrustFailure) -> Document {
    guard Files.exists(path) else { return Document() }
    do {
      let document = try JSON.decode(Document.self, from: Files.read(path, limit: Self.limit))
      if document.version == 1 { return document }
    } catch {
      throw TrustFailure(.versions, path, "what was in service before cannot be read (\(error)): \(Self.remedy)")
    }
    throw TrustFailure(.versions, path, "it is of a newer version of Homeostasis: \(Self.remedy)")
  }

  private static let remedy = "restore it from a copy; without it, lower versions are not noticed"

  private func change(_ body: (inout Document) -> Void) throws(TrustFailure) {
    let folder = Files.parent(of: path)
    try TrustFailure.unless(.versions, path) { () throws(SystemError) in try Files.makeFolder(folder, mode: 0o700) }
    try FolderLock.hold(folder, .versions) { () throws(TrustFailure) in
      var document = try read()
      body(&document)
      do { try Files.replace(path, with: Array(JSON.bytes(document, pretty: true)), mode: 0o600) } catch {
        throw TrustFailure(.versions, path, "\(error)")
      }
    }
  }
}
