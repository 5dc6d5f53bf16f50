import Digest
import Glibc
import SystemCalls

/// What a host asks of a plugin's file before any of it is mapped: whose it is, whether it fits its pin and signature,
/// and whether it was revoked or is older than what was in service.
///
/// The bytes that are judged are those that are given back: whoever loads a copy of them, where nobody else may write,
/// loads what was judged, whatever has become of the file since.
public struct TrustRules: Sendable {
  /// What a plugin needs that did not come with Homeostasis.
  public var mode: TrustMode
  /// The keys that count, and what was revoked.
  public var store: TrustStore
  /// The folders of the installation's own plugins. Who could write there could write the host itself, so they need
  /// neither pin nor signature; a revocation of their bytes counts.
  public var shipped: [String]
  /// What was in service here; nil: nothing is remembered.
  public var versions: VersionLedger?

  /// Rules without a memory of versions.
  public init(_ mode: TrustMode, store: TrustStore, shipped: [String], versions: VersionLedger? = nil) {
    self.mode = mode
    self.store = store
    self.shipped = shipped
    self.versions = versions
  }

  /// The largest plugin that is read.
  public static let limit = 1 << 30

  /// A file that may be loaded: its bytes, and why.
  public struct Admitted: Sendable {
    /// All bytes of the file.
    public let bytes: [UInt8]
    /// What speaks for them.
    public let standing: TrustStanding
  }

  /// The bytes of the file at `path`, if they may be loaded.
  public func admit(_ path: String) throws(TrustFailure) -> Admitted {
    let (bytes, standing) = try judge(path)
    if let refusal = standing.refusal { throw refusal }
    return Admitted(bytes: bytes, standing: standing)
  }

  /// What is known of the file at `path`; its ``TrustStanding/refusal`` also says what keeps it from being looked at.
  public func standing(of path: String) -> TrustStanding {
    do throws(TrustFailure) { return try judge(path).1 } catch {
      var standing = TrustStanding(path, isShipped: isShipped(path))
      standing.refusal = error
      return standing
    }
  }

  /// Whether bytes that were in service before may come back, without their pin: as long as nothing was revoked since.
  public func admitAgain(_ bytes: [UInt8], kept path: String) throws(TrustFailure) -> TrustStanding {
    let store = try store.read()
    var standing = TrustStanding(path, isShipped: false)
    let sha256 = SHA256.hex(of: bytes)
    standing.sha256 = sha256
    if let refusal = Self.revocation(of: sha256, path, store) { throw refusal }
    let known = try versions?.known(sha256)
    if let key = known?.key, let entry = store.revocations.revocation(of: key) {
      throw TrustFailure(.revokedKey, path, Self.words(entry, "the key that signed it was"))
    }
    if known == nil && mode != .open {
      throw TrustFailure(.unpinned, path, "nothing tells that these bytes were trusted: add a version with a pin")
    }
    return standing
  }

  /// Why bytes that were trusted must not serve any more: they, or the key that signed them, were revoked since; nil:
  /// they may.
  public func revocation(since standing: TrustStanding) throws(TrustFailure) -> TrustFailure? {
    guard let sha256 = standing.sha256 else { return nil }
    let store = try store.read()
    if let refusal = Self.revocation(of: sha256, standing.path, store) { return refusal }
    let key: PublicKey? =
      switch standing.signature {
      case .trusted(_, _, let key), .unknown(_, let key), .revoked(let key): key
      case .none, .broken: try versions?.known(sha256)?.key
      }
    guard let entry = key.flatMap({ store.revocations.revocation(of: $0) }) else { return nil }
    return TrustFailure(.revokedKey, standing.path, Self.words(entry, "the key that signed it was"))
  }

  /// What a plugin says of itself must be what was pinned and signed of it.
  public func confirm(_ standing: TrustStanding, id: String, version: String) throws(TrustFailure) {
    if let vouched = standing.vouched, vouched != (id, version) {
      throw TrustFailure(
        .manifest, standing.path,
        "it says that it is \(id) \(version), and its \(standing.pin == nil ? "signature" : "pin") is of \(vouched.id) "
          + "\(vouched.version): ask who made it for the right one")
    }
    if standing.pin == nil, let file = standing.pinnedElsewhere[id] {
      throw TrustFailure(
        .unpinned, standing.path,
        "it says that it is \(id), which \(PluginLock.name) pins to \(file): remove one of the two")
    }
  }

  /// These bytes are in service, and kept: lower versions are refused from now on. Bytes that nobody vouches for set no
  /// mark.
  public func settle(_ standing: TrustStanding) throws(TrustFailure) {
    guard let vouched = standing.vouched, let sha256 = standing.sha256, !standing.isShipped else { return }
    try versions?.settle(
      .init(id: vouched.id, version: vouched.version, sha256: sha256, key: standing.signer?.key))
  }

  /// Makes a folder for copies that are loaded, in which nobody else can exchange one.
  public static func makePrivate(_ folder: String) throws(TrustFailure) {
    try TrustFailure.unless(.unreadable, folder) { () throws(SystemError) in try Files.makeFolder(folder, mode: 0o700) }
    try GuardedPath.check(folder: folder)
  }

  /// A folder that holds what is trusted, and that others may not write.
  public static func requireSafe(folder: String) throws(TrustFailure) { try GuardedPath.check(folder: folder) }

  /// What would be known of bytes at `path`, if they, this signature and this lock were there.
  public func standing(
    of bytes: [UInt8], at path: String, signature: [UInt8]?, lock: PluginLock?
  ) throws(TrustFailure) -> TrustStanding {
    var standing = TrustStanding(path, isShipped: isShipped(path))
    let sha256 = SHA256.hex(of: bytes)
    standing.sha256 = sha256
    let store = try store.read()
    if let refusal = Self.revocation(of: sha256, path, store) {
      standing.refusal = refusal
    } else if !standing.isShipped {
      do throws(TrustFailure) {
        // The facts first, all of them: who lists plugins wants to see them also where one is enough to refuse.
        let signed = Result { () throws(TrustFailure) in try read(signature, &standing, sha256, store) }
        let pinned = Result { () throws(TrustFailure) in try read(lock, &standing, sha256) }
        try signed.get()
        try pinned.get()
        try demand(standing)
      } catch {
        standing.refusal = error
      }
    }
    return standing
  }

  private func isShipped(_ path: String) -> Bool { shipped.contains(Files.parent(of: path)) }

  private func judge(_ path: String) throws(TrustFailure) -> ([UInt8], TrustStanding) {
    let isShipped = isShipped(path)
    let bytes = try read(path, isShipped)
    if isShipped { return (bytes, try standing(of: bytes, at: path, signature: nil, lock: nil)) }
    let file = PluginSignature.file(of: path)
    // One that is there and cannot be read, or is too long, is as good as one that cannot be understood.
    let signature = Files.exists(file) ? (try? Files.read(file, limit: PluginSignature.limit)) ?? [] : nil
    let lock = try PluginLock.read(in: Files.parent(of: path))
    return (bytes, try standing(of: bytes, at: path, signature: signature, lock: lock))
  }

  private func read(_ path: String, _ isShipped: Bool) throws(TrustFailure) -> [UInt8] {
    let guarded = isShipped ? nil : try GuardedPath.open(path)
    return try TrustFailure.unless(.unreadable, path) { () throws(SystemError) in
      let file = if let guarded { guarded } else { try OwnedFile(opening: path, O_RDONLY | O_NONBLOCK) }
      return try file.readAll(limit: Self.limit)
    }
  }

  private func read(
    _ signature: [UInt8]?, _ standing: inout TrustStanding, _ sha256: String, _ store: TrustStore.Content
  ) throws(TrustFailure) {
    guard let bytes = signature else { return }
    let (path, file) = (standing.path, PluginSignature.file(of: standing.path))
    standing.signature = .broken
    guard let signature = PluginSignature(bytes) else {
      throw TrustFailure(.signature, file, "it is no signature: get it again from who signed, or remove it")
    }
    guard signature.isGenuine else {
      throw TrustFailure(.signature, file, "it is not by the key that it names: get it again from who signed")
    }
    if let entry = store.revocations.revocation(of: signature.key) {
      standing.signature = .revoked(signature.key)
      throw TrustFailure(.revokedKey, path, Self.words(entry, "the key that signed it was"))
    }
    guard signature.manifest.sha256 == sha256 else {
      throw TrustFailure(
        .tampered, path, "its bytes are not those that were signed: get plugin and signature again from who made them")
    }
    if let name = store.name(of: signature.key) {
      standing.signature = .trusted(name: name, signature.manifest, signature.key)
    } else {
      standing.signature = .unknown(signature.manifest, signature.key)
    }
  }

  private func read(
    _ lock: PluginLock?, _ standing: inout TrustStanding, _ sha256: String
  ) throws(TrustFailure) {
    guard let lock else { return }
    let path = standing.path
    let name = Files.name(of: path)
    standing.pin = lock.pin(ofFile: name)
    standing.pinnedElsewhere = Dictionary(
      lock.pins.filter { $0.file != name }.map { ($0.id, $0.file) }, uniquingKeysWith: { first, _ in first })
    guard let pin = standing.pin else { return }
    guard pin.sha256 == sha256 else {
      throw TrustFailure(
        .tampered, path,
        "its bytes are not those that \(PluginLock.name) pins (\(sha256.prefix(12))... and not "
          + "\(pin.sha256.prefix(12))...): if you want the new ones, `homeostasis plugin add` them; else restore it")
    }
    if case .trusted(_, let manifest, _) = standing.signature, (manifest.id, manifest.version) != (pin.id, pin.version)
    {
      throw TrustFailure(
        .manifest, path,
        "it is pinned as \(pin.id) \(pin.version) and signed as \(manifest.id) \(manifest.version): add it again")
    }
  }

  /// What the mode asks for, and what was in service.
  private func demand(_ standing: TrustStanding) throws(TrustFailure) {
    let path = standing.path
    if mode == .signed {
      switch standing.signature {
      case .trusted: break
      case .unknown(_, let key):
        throw TrustFailure(
          .unknownKey, path,
          "it is signed by \(key), which is not in the trust store \(store.folder): "
            + "if you trust it, `homeostasis plugin keys add`")
      case .none, .revoked, .broken:
        throw TrustFailure(
          .unsigned, path,
          "`trust: signed` asks for a signature, and there is no \(Files.name(of: PluginSignature.file(of: path))): "
            + "get it from who made the plugin, or `homeostasis plugin sign`")
      }
    }
    if mode == .pinned && standing.pin == nil {
      throw TrustFailure(
        .unpinned, path,
        "`trust: pinned` asks for a pin, and \(PluginLock.name) beside it has none: `homeostasis plugin add` pins it")
    }
    guard let vouched = standing.vouched, let sha256 = standing.sha256 else { return }
    if case .trusted = standing.signature, standing.pin == nil, let file = standing.pinnedElsewhere[vouched.id] {
      throw TrustFailure(
        .unpinned, path,
        "it is signed as \(vouched.id), which \(PluginLock.name) pins to \(file): remove one of the two")
    }
    if let objection = try versions?.objection(to: vouched.id, vouched.version, sha256) {
      throw TrustFailure(
        .downgrade, path,
        "\(objection): to go back on purpose, `homeostasis plugin add` or `reload` it with --allow-downgrade")
    }
  }

  private static func revocation(
    of sha256: String, _ path: String, _ store: TrustStore.Content
  ) -> TrustFailure? {
    store.revocations.revocation(ofBytes: sha256).map { TrustFailure(.revoked, path, words($0, "these bytes were")) }
  }

  private static func words(_ entry: Revocations.Entry, _ what: String) -> String {
    let reason = entry.reason.isEmpty ? "" : " (\(entry.reason))"
    return "\(what) revoked on \(entry.at)\(reason): take a newer version"
  }
}
