/// What is known of a plugin's file without running it: whether it may be loaded, and what speaks for it.
public struct TrustStanding: Sendable, Hashable {
  /// What a signature beside the file says.
  public enum Signature: Sendable, Hashable {
    /// There is none.
    case none
    /// By a key of the trust store, under its name there.
    case trusted(name: String, PluginManifest, PublicKey)
    /// Whole, by a key that nobody here knows.
    case unknown(PluginManifest, PublicKey)
    /// By a key that was revoked.
    case revoked(PublicKey)
    /// Not whole, or not of these bytes.
    case broken
  }

  /// The file.
  public let path: String
  /// Whether it came with Homeostasis.
  public let isShipped: Bool
  /// SHA-256 of its bytes; nil: they were not read.
  public internal(set) var sha256: String?
  /// Its pin; nil: it has none.
  public internal(set) var pin: PluginLock.Pin?
  /// Its signature.
  public internal(set) var signature = Signature.none
  /// Why it is not loaded; nil: it is.
  public internal(set) var refusal: TrustFailure?
  /// The other files of the folder's lock, by the ids that they are pinned for.
  var pinnedElsewhere: [String: String] = [:]

  init(_ path: String, isShipped: Bool) {
    self.path = path
    self.isShipped = isShipped
  }

  /// Id and version that somebody whom we trust has written down; nil: nobody has.
  public var vouched: (id: String, version: String)? {
    if case .trusted(_, let manifest, _) = signature { return (manifest.id, manifest.version) }
    return pin.map { ($0.id, $0.version) }
  }

  /// The key that counts here; nil: none does.
  public var signer: (name: String, key: PublicKey)? {
    if case .trusted(let name, _, let key) = signature { (name, key) } else { nil }
  }

  /// For a person: `pinned, signed by release`.
  public var words: String {
    if let refusal { return "refused: \(refusal.code.words)" }
    if isShipped { return "shipped" }
    var words = [pin == nil ? "not pinned" : "pinned"]
    switch signature {
    case .none: break
    case .trusted(let name, _, _): words.append("signed by \(name)")
    case .unknown(_, let key): words.append("signed by an unknown key \(key.description.prefix(20))...")
    case .revoked: words.append("signed by a revoked key")
    case .broken: words.append("its signature is broken")
    }
    return words.joined(separator: ", ")
  }
}

extension TrustFailure.Code {
  /// In a table.
  public var words: String {
    switch self {
    case .unreadable: "cannot be read"
    case .writable: "others may write it"
    case .owner: "it is another user's"
    case .unpinned: "not pinned"
    case .tampered: "changed since it was pinned or signed"
    case .unsigned: "not signed"
    case .signature: "its signature is broken"
    case .unknownKey: "signed by an unknown key"
    case .revokedKey: "signed by a revoked key"
    case .revoked: "revoked"
    case .downgrade: "older than what was in service"
    case .manifest: "not what its pin or signature says"
    case .lock: "the lock file is broken"
    case .store: "the trust store is broken"
    case .versions: "the versions in service cannot be read"
    case .secretKey: "a secret key cannot be used"
    }
  }
}
