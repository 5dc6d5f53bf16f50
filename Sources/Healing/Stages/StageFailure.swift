/// Why a stage could not do its work. A rejected patch is a verdict and not a failure.
public struct StageFailure: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// What kind of failure this is: it decides what happens next.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// This input failed; another may do.
    case failed
    /// The configuration is wrong, or the caller broke a rule: not tried again.
    case invalid
    /// Not my language, format or target: the next plugin is asked.
    case unsupported
    /// Stopped on request.
    case cancelled
    /// Try again later.
    case busy
    /// It took longer than it may.
    case timeout
    /// The plugin died.
    case crashed
    /// Outside of what the configuration grants.
    case denied
    /// No such key, file or secret.
    case absent
    /// Compare-and-set: somebody was faster.
    case conflict
  }

  /// Decides whether the work is repeated, goes to the next plugin, or ends.
  public var kind: Kind
  /// Stable and greppable: `config.unknown-key`.
  public var code: String
  /// Where: the plugin, a key path, or file and line.
  public var place: String
  /// What is wrong and what to do.
  public var message: String

  /// A failure; `place` may be empty where the catcher knows it better.
  public init(_ kind: Kind, code: String, place: String, message: String) {
    self.kind = kind
    self.code = code
    self.place = place
    self.message = message
  }

  /// One line for a person: place, message, code.
  public var description: String { place.isEmpty ? "\(message) [\(code)]" : "\(place): \(message) [\(code)]" }
}
