/// What is pinned and signed of a plugin.
public struct PluginManifest: Sendable, Hashable, Codable {
  /// Reverse domain name.
  public let id: String
  /// SemVer 2.
  public let version: String
  /// The ABI that it was compiled for: `1.0`.
  public let abi: String
  /// SHA-256 of the file, 64 lower-case hexadecimal digits.
  public let sha256: String

  /// Nil: one of the four is not of its form.
  public init?(id: String, version: String, abi: String, sha256: String) {
    guard Self.isID(id), SemanticVersion(version) != nil, Self.isABI(abi), Self.isHash(sha256) else { return nil }
    self.id = id
    self.version = version
    self.abi = abi
    self.sha256 = sha256
  }

  /// Whether `text` may be a plugin's id: letters, digits, dots and hyphens, at most 200.
  public static func isID(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        $0 == 0x2E || $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
      }
  }

  /// Whether `text` is a SHA-256 as it is written here.
  public static func isHash(_ text: String) -> Bool { Hex.bytes(text, count: 32) != nil }

  private static func isABI(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        guard let number = UInt16(part) else { return false }
        return String(number) == part
      }
  }
}
