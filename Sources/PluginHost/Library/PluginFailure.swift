public import PluginTrust

/// Why a plugin cannot be used: which file, what is wrong with it, and what to do.
public struct PluginFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Stable and greppable: `plugin.abi`, `plugin.not-elf`, ...
  public let code: String
  /// The library, or the folder that it is in.
  public let path: String
  /// What is wrong and what to do.
  public let reason: String

  /// A failure of the library at `path`; the code begins with `plugin.`.
  public init(_ code: String, _ path: String, _ reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  /// A plugin that is not trusted.
  public init(_ failure: TrustFailure) { self.init(failure.code.rawValue, failure.path, failure.reason) }

  /// Does what only a trusted plugin passes.
  static func unlessTrusted<Value>(_ body: () throws(TrustFailure) -> Value) throws(PluginFailure) -> Value {
    do throws(TrustFailure) { return try body() } catch { throw PluginFailure(error) }
  }

  /// Whether it is refused by policy, and not because something is wrong with its code.
  public var isRefusal: Bool { TrustFailure.Code(rawValue: code).map { $0 != .unreadable } ?? false }

  /// One line: path, reason, code.
  public var description: String { "\(path): \(reason) [\(code)]" }
}
