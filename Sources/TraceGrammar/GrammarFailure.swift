/// Why a trace grammar cannot be used.
public struct GrammarFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file and the key path in it, for instance `python/traces/traceback.yaml: lines[2].match`.
  public var place: String
  /// What is wrong and what to do.
  public var message: String

  /// Makes a failure.
  public init(place: String, message: String) {
    self.place = place
    self.message = message
  }

  /// Place and message on one line.
  public var description: String { "\(place): \(message)" }
}
