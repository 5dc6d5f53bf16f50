import CSodium
import Glibc
import SystemCalls

/// The secret half of a signing key. Nothing prints it, and its memory is cleared at the end.
public final class SecretKey: @unchecked Sendable, CustomStringConvertible {
  // Sendable: written in `init` only.
  private let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
  private static let size = Int(crypto_sign_SECRETKEYBYTES)
  /// What signatures by it are checked with.
  public let publicKey: PublicKey

  /// A new one, of the system's random numbers.
  public convenience init() {
    // Negative only where the system has no random numbers at all, and libsodium ends the process then.
    _ = sodium_init()
    var seed = [UInt8](repeating: 0, count: Int(crypto_sign_SEEDBYTES))
    randombytes_buf(&seed, seed.count)
    self.init(seed: &seed)
  }

  /// Takes the seed and clears it.
  private init(seed: inout [UInt8]) {
    var publicBytes = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
    _ = crypto_sign_seed_keypair(&publicBytes, memory, seed)
    sodium_memzero(&seed, seed.count)
    guard let key = PublicKey(publicBytes) else { preconditionFailure("a public key has 32 bytes") }
    publicKey = key
  }

  deinit {
    sodium_memzero(memory, Self.size)
    memory.deallocate()
  }

  /// Says which one it is, and not what.
  public var description: String { "the secret key of \(publicKey)" }

  func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
    _ = crypto_sign_detached(&signature, nil, message, UInt64(message.count), memory)
    return signature
  }

  private static let head = "homeostasis-secret-key ed25519:"
}

extension SecretKey {
  /// Writes it to a new file that only this user may read.
  /// - Throws: also when there is a file already: a key is never written over.
  public func write(to path: String) throws(TrustFailure) {
    do throws(SystemError) {
      let file = try OwnedFile(opening: path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
      var text =
        Array(Self.head.utf8)
        + Array(Hex.text(Array(UnsafeBufferPointer(start: memory, count: Int(crypto_sign_SEEDBYTES)))).utf8) + [10]
      defer { sodium_memzero(&text, text.count) }
      do throws(SystemError) {
        try file.writeAll(text)
        _ = try checked("fsync", path) { fsync(file.number) }
        try Files.synchronizeFolder(of: path)
      } catch {
        unlink(path)
        throw error
      }
    } catch {
      let advice = error.number == EEXIST ? "choose another name, or move that one away" : "see that it can be written"
      throw TrustFailure(.secretKey, path, "the secret key cannot be written (\(error)): \(advice)")
    }
  }

  /// Reads the file at `path`.
  /// - Throws: when others may read it, whatever is in it.
  public static func read(_ path: String) throws(TrustFailure) -> SecretKey {
    let remedy = "`homeostasis plugin keys new` makes one"
    let file = try TrustFailure.unless(.secretKey, path, remedy) { () throws(SystemError) in
      try OwnedFile(opening: path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    }
    try check(file, path)
    var bytes = try TrustFailure.unless(.secretKey, path) { () throws(SystemError) in try file.readAll(limit: 4096) }
    defer { sodium_memzero(&bytes, bytes.count) }
    let digits = bytes.dropFirst(head.utf8.count).dropLast()
    guard bytes.starts(with: head.utf8), bytes.last == 10, digits.count == 64,
      var seed = Hex.bytes(String(decoding: digits, as: UTF8.self), count: 32)
    else {
      throw TrustFailure(
        .secretKey, path, "it is no secret key of Homeostasis: `homeostasis plugin keys new` makes one")
    }
    return SecretKey(seed: &seed)
  }

  private static func check(_ file: OwnedFile, _ path: String) throws(TrustFailure) {
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw TrustFailure(.secretKey, path, "it is no file: name the file of the secret key")
    }
    guard status.st_uid == geteuid() || status.st_uid == 0 else {
      throw TrustFailure(.secretKey, path, "it belongs to \(PrivateGroup.user(status.st_uid)): use a key of your own")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw TrustFailure(
        .secretKey, path,
        "others than its owner may use it: chmod 600 \(path); if somebody might have, revoke it and make another")
    }
  }
}
