import SystemCalls

/// Why a source tree could not be read, copied or changed. The tree is as it was before the call.
public struct TreeFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of failure this is.
  public enum Kind: String, Sendable, Hashable {
    /// A folder or file cannot be read.
    case unreadable
    /// More files, bytes or folders than the limits allow.
    case limit
    /// The tree is not the one that the caller means: it has changed since.
    case stale
    /// A path that leads out of the tree, or to what may not be changed.
    case refused
    /// The text is not a unified diff, or one of a kind that is not applied.
    case malformed
    /// The diff's context is not what stands in the file.
    case mismatch
    /// A file cannot be written.
    case unwritable
  }

  /// What kind of failure this is.
  public var kind: Kind
  /// The path, or `diff:LINE`.
  public var place: String
  /// What is wrong and what to do.
  public var message: String

  /// Makes a failure.
  public init(_ kind: Kind, _ place: String, _ message: String) {
    self.kind = kind
    self.place = place
    self.message = message
  }

  init(_ kind: Kind, _ place: String, _ error: SystemError, doing: String) {
    self.init(kind, place, "\(doing): \(error); check that it is there and the permissions of its folder")
  }

  /// The place and the message.
  public var description: String { "\(place): \(message)" }
}
