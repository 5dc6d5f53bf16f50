import CSodium
import SystemCalls

/// A manifest signed by a key, as it stands in a file beside the plugin. Seven lines, in this order and no other way,
/// so that the text which was signed is the text which is read:
///
///     homeostasis-plugin-signature 1
///     id: org.example.stack-namer
///     version: 1.2.0
///     abi: 1.0
///     sha256: (64 hexadecimal digits)
///     key: ed25519:(64 hexadecimal digits)
///     signature: (128 hexadecimal digits)
public struct PluginSignature: Sendable, Hashable {
  /// What was signed.
  public let manifest: PluginManifest
  /// The key that it says it is by; whether it is, ``isGenuine`` tells.
  public let key: PublicKey
  private let signature: [UInt8]

  /// The name of the file beside a plugin's.
  public static func file(of plugin: String) -> String { plugin + ".sig" }

  /// The longest file that is read.
  public static let limit = 2048

  /// Signs a manifest.
  public init(_ manifest: PluginManifest, by key: SecretKey) {
    self.manifest = manifest
    self.key = key.publicKey
    signature = key.sign(Array(Self.signedText(manifest, key.publicKey).utf8))
  }

  /// Nil: the bytes are not of the form.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.limit, let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 8, lines[0] == Self.head, lines[7].isEmpty else { return nil }
    var values: [String] = []
    for (line, name) in zip(lines[1...], ["id", "version", "abi", "sha256", "key", "signature"]) {
      guard line.hasPrefix("\(name): ") else { return nil }
      values.append(String(line.dropFirst(name.count + 2)))
    }
    guard
      let manifest = PluginManifest(id: values[0], version: values[1], abi: values[2], sha256: values[3]),
      let key = PublicKey(values[4]), let signature = Hex.bytes(values[5], count: Int(crypto_sign_BYTES))
    else { return nil }
    self.manifest = manifest
    self.key = key
    self.signature = signature
    // One text for one value, to the byte.
    guard Array(self.text.utf8) == bytes else { return nil }
  }

  private static let head = "homeostasis-plugin-signature 1"

  private static func signedText(_ manifest: PluginManifest, _ key: PublicKey) -> String {
    """
    \(head)
    id: \(manifest.id)
    version: \(manifest.version)
    abi: \(manifest.abi)
    sha256: \(manifest.sha256)
    key: \(key)

    """
  }

  /// What is written to the file.
  public var text: String { "\(Self.signedText(manifest, key))signature: \(Hex.text(signature))\n" }

  /// Writes it beside the plugin's file.
  public func write(beside plugin: String) throws(TrustFailure) {
    let path = Self.file(of: plugin)
    try TrustFailure.unless(.signature, path) { () throws(SystemError) in
      try Files.replace(path, with: Array(text.utf8), mode: 0o644)
    }
  }

  /// Whether the key that it names has signed this manifest.
  public var isGenuine: Bool {
    let message = Array(Self.signedText(manifest, key).utf8)
    return crypto_sign_verify_detached(signature, message, UInt64(message.count), key.bytes) == 0
  }
}
