/// The public half of a signing key (ed25519).
public struct PublicKey: Sendable, Hashable, Codable, CustomStringConvertible {
  /// 32 bytes.
  let bytes: [UInt8]

  init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Reads `ed25519:` and 64 lower-case hexadecimal digits; nil: it is something else.
  public init?(_ text: some StringProtocol) {
    guard text.hasPrefix(Self.form), let bytes = Hex.bytes(text.dropFirst(Self.form.count), count: 32) else {
      return nil
    }
    self.bytes = bytes
  }

  static let form = "ed25519:"

  /// `ed25519:` and 64 hexadecimal digits.
  public var description: String { Self.form + Hex.text(bytes) }

  /// As it is written.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// As it is written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let key = PublicKey(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "this is no public key")
    }
    self = key
  }
}
