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

  /// One line: path, reason, code.
  public var description: String { "\(path): \(reason) [\(code)]" }
}
