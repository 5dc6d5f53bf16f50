/// Why a plugin cannot be used: which file, what is wrong with it, and what to do.
public struct PluginFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Stable and greppable: `plugin.abi`, `plugin.not-elf`, ...
  public let code: String
  public let path: String
  public let reason: String

  public init(_ code: String, _ path: String, _ reason: String) {
    self.code = code
    self.path = path
    self.reason = reason
  }

  public var description: String { "\(path): \(reason) [\(code)]" }
}
