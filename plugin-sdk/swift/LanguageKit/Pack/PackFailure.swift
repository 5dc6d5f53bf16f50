public import Healing

/// A file of a language pack that cannot be used: which file, where in it, and what to do.
public struct PackFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Below the pack's folder: `templates/missing-key.yaml`.
  public var file: String
  /// The key path, `cases[0].query`; empty: the file as a whole.
  public var path: String
  /// What is wrong and what to do.
  public var message: String

  /// - Parameter path: the key path in the file; empty for the file as a whole.
  public init(file: String, path: String, message: String) {
    self.file = file
    self.path = path
    self.message = message
  }

  /// File, key path and message.
  public var description: String { path.isEmpty ? "\(file): \(message)" : "\(file): \(path): \(message)" }

  /// The same for the other side of the plugin wall.
  public var stageFailure: StageFailure {
    StageFailure(.invalid, code: "pack.invalid", place: file, message: path.isEmpty ? message : "\(path): \(message)")
  }
}
