/// Something that is put at a path of the sandbox.
public struct SandboxMount: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// A file or folder of the host, which cannot be changed.
    case readOnly(source: String)
    /// An empty folder in memory, of at most so many bytes, which ends with the command.
    case memory(bytes: Int64)
    /// A link.
    case link(target: String)
    case folder
    case devices
    case processes
  }

  /// Absolute, in the sandbox.
  public var path: String
  /// What stands there.
  public var kind: Kind
  /// For the reader of the view.
  public var reason: String
}
