public import Healing

/// A file of a language pack that cannot be used: which file, where in it, and what to do.
public struct PackFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Below the pack's folder: `templates/missing-key.yaml`.
  public var file: String
  /// The key path, `cases[0].query`; empty: the file as a whole.
  public var path: String
  public var message: String

  public init(file: String, path: String, message: String) {
    self.file = file
    self.path = path
    self.message = message
  }

  public var description: String { path.isEmpty ? "\(file): \(message)" : "\(file): \(path): \(message)" }

  /// The same for the other side of the plugin wall.
  public var stageFailure: StageFailure {
    StageFailure(.invalid, code: "pack.invalid", place: file, message: path.isEmpty ? message : "\(path): \(message)")
  }
}
