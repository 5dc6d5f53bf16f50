package import SystemCalls

/// Why a plugin is not trusted, or the files that would say so are not: what, where, and what to do.
public struct TrustFailure: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// Stable and greppable.
  public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
    /// A file or folder cannot be looked at.
    case unreadable = "plugin.unreadable"
    /// Others may write the file, its folder or one above it.
    case writable = "plugin.writable"
    /// The file, its folder or one above it belongs to somebody else.
    case owner = "plugin.owner"
    /// It has no pin, and needs one.
    case unpinned = "plugin.unpinned"
    /// Its bytes are not those that were pinned or signed.
    case tampered = "plugin.tampered"
    /// It has no signature, and needs one.
    case unsigned = "plugin.unsigned"
    /// Its signature file is none, or the signature is not by the key that it names.
    case signature = "plugin.signature"
    /// It is signed by a key that is not in the trust store.
    case unknownKey = "plugin.unknown-key"
    /// It is signed by a key that was revoked.
    case revokedKey = "plugin.revoked-key"
    /// Its bytes were revoked.
    case revoked = "plugin.revoked"
    /// A higher version of it was in service here.
    case downgrade = "plugin.downgrade"
    /// It is not what its pin or signature says: another id or version.
    case manifest = "plugin.manifest"
    /// The lock file of its folder cannot be used.
    case lock = "plugin.lock"
    /// The trust store cannot be used.
    case store = "plugin.trust-store"
    /// What was in service here before cannot be read.
    case versions = "plugin.versions"
    /// A secret key cannot be used.
    case secretKey = "plugin.secret-key"
  }

  /// What kind of trouble it is.
  public let code: Code
  /// The file or folder.
  public let path: String
  /// What is wrong, and what to do.
  public let reason: String

  /// A failure about the file or folder at `path`.
  public init(_ code: Code, _ path: String, _ reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  /// One line: path, reason, code.
  public var description: String { "\(path): \(reason) [\(code.rawValue)]" }
}

extension TrustFailure {
  /// Does what the system may refuse, and says then of what file it was.
  package static func unless<Value>(
    _ code: Code, _ path: String, _ remedy: String = "", _ body: () throws(SystemError) -> Value
  ) throws(TrustFailure) -> Value {
    do throws(SystemError) { return try body() } catch {
      throw TrustFailure(code, path, remedy.isEmpty ? "\(error)" : "\(error): \(remedy)")
    }
  }
}
