import Glibc
import Healing

/// What must not be loaded any more, whatever signs or pins it.
public struct Revocations: Sendable, Hashable {
  /// What is revoked.
  public enum Subject: Sendable, Hashable {
    /// Everything that a key has signed or will.
    case key(PublicKey)
    /// The bytes with this SHA-256.
    case bytes(String)
  }

  /// One revocation.
  public struct Entry: Sendable, Hashable, Codable {
    /// A public key; nil: bytes are meant.
    public let key: PublicKey?
    /// A SHA-256; nil: a key is meant.
    public let sha256: String?
    /// When, as `2026-11-24T17:30:00Z`.
    public let at: String
    /// In the words of who did it.
    public let reason: String
  }

  private struct Document: Codable {
    var version: Int
    var revoked: [Entry]
  }

  /// In the order in which they were made.
  public private(set) var all: [Entry] = []

  static let most = 10_000
  static let limit = 4 << 20
  private static let longestReason = 200

  init() {}

  /// Nil: the bytes are no such list. One entry that cannot be understood spoils it all, since it was to forbid something.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.limit, let document = try? JSON.decode(Document.self, from: bytes),  // Nil says it.
      document.version == 1, document.revoked.count <= Self.most
    else { return nil }
    for entry in document.revoked {
      guard (entry.key == nil) != (entry.sha256 == nil), entry.sha256.map(PluginManifest.isHash) ?? true else {
        return nil
      }
    }
    all = document.revoked
  }

  var bytes: [UInt8] {
    // Strings and numbers only: there is nothing in it that could not be written.
    (try? JSON.bytes(Document(version: 1, revoked: all), pretty: true)).map { Array($0) + [10] } ?? []
  }

  /// Why a key is revoked; nil: it is not.
  public func revocation(of key: PublicKey) -> Entry? { all.first { $0.key == key } }

  /// Why bytes are revoked; nil: they are not.
  public func revocation(ofBytes sha256: String) -> Entry? { all.first { $0.sha256 == sha256 } }

  /// False: there are too many. Once revoked is enough.
  mutating func add(_ what: Subject, because reason: String, at time: Timestamp) -> Bool {
    let (at, reason) = (Self.text(time), String(reason.prefix(Self.longestReason)))
    let entry: Entry
    switch what {
    case .key(let key):
      if revocation(of: key) != nil { return true }
      entry = Entry(key: key, sha256: nil, at: at, reason: reason)
    case .bytes(let sha256):
      if revocation(ofBytes: sha256) != nil { return true }
      entry = Entry(key: nil, sha256: sha256, at: at, reason: reason)
    }
    if all.count >= Self.most { return false }
    all.append(entry)
    return true
  }

  private static func text(_ time: Timestamp) -> String {
    var seconds = time_t(time.nanoseconds / 1_000_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
