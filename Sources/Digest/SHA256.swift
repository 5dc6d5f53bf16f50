import CSodium

/// SHA-256, all at once or piece by piece.
///
/// ```swift
/// var hash = SHA256()
/// hash.update("first ")
/// hash.update([0x0a])
/// let digest = hash.finalize()   // 32 bytes; or finalizeHex()
/// ```
///
/// A value: a copy goes on from the same point on its own. Finalizing does not end the hasher, so the digest of
/// every prefix of a stream can be taken while it grows.
public struct SHA256: Sendable {
  /// Bytes in a digest.
  public static let length = Int(crypto_hash_sha256_BYTES)

  private var state = crypto_hash_sha256_state()

  /// A hasher that has seen nothing.
  public init() {
    // libsodium documents that init, update and final of this hash cannot fail: they return 0.
    _ = crypto_hash_sha256_init(&state)
  }

  /// Adds `bytes`.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    // An empty buffer may have no address, and C does not allow a null pointer even for no bytes.
    guard let start = bytes.baseAddress else { return }
    _ = crypto_hash_sha256_update(&state, start, UInt64(bytes.count))
  }

  /// Adds `bytes`.
  public mutating func update(_ bytes: some Sequence<UInt8>) {
    let done: Void? = bytes.withContiguousStorageIfAvailable { update(UnsafeRawBufferPointer($0)) }
    if done == nil { Array(bytes).withUnsafeBytes { update($0) } }
  }

  /// Adds the UTF-8 bytes of `text`.
  public mutating func update(_ text: String) {
    update(text.utf8)
  }

  /// The digest of everything added so far: 32 bytes.
  public func finalize() -> [UInt8] {
    var last = state
    var digest = [UInt8](repeating: 0, count: Self.length)
    _ = crypto_hash_sha256_final(&last, &digest)
    return digest
  }

  /// The digest of everything added so far: 64 lower-case hexadecimal digits.
  public func finalizeHex() -> String {
    Self.hex(finalize())
  }
}

extension SHA256 {
  /// The digest of `bytes`: 32 bytes.
  public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finalize()
  }

  /// The digest of `bytes` in lower-case hex.
  public static func hex(of bytes: some Sequence<UInt8>) -> String {
    hex(digest(of: bytes))
  }

  /// The digest of the UTF-8 bytes of `text` in lower-case hex.
  public static func hex(of text: String) -> String {
    hex(of: text.utf8)
  }

  private static func hex(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: digest.count * 2) { text in
      for (index, byte) in digest.enumerated() {
        text[index * 2] = digits[Int(byte >> 4)]
        text[index * 2 + 1] = digits[Int(byte & 15)]
      }
      return digest.count * 2
    }
  }
}
