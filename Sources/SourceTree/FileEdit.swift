import Digest
public import Healing

/// What applying a diff does to one file, worked out and not yet written.
public struct FileEdit: Sendable {
  /// Below the root.
  public let path: TreePath
  /// Nil: there is no file before.
  public let before: [UInt8]?
  /// Nil: the file is deleted.
  public let after: [UInt8]?
  /// Whether the file may be executed afterwards.
  public let executable: Bool
  /// Of the file before.
  let identity: FileIdentity?
  /// The path with the hashes of both sides.
  public let change: FileChange

  init(_ file: FileDiff, before: (bytes: [UInt8], identity: FileIdentity)?) throws(TreeFailure) {
    let after = try file.apply(to: before?.bytes)
    path = file.path
    self.before = before?.bytes
    self.after = after
    identity = before?.identity
    executable = before?.identity.isExecutable ?? file.executable
    change = FileChange(
      path: file.path.description, base: before.map { SHA256.hex(of: $0.bytes) }, new: after.map { SHA256.hex(of: $0) })
  }
}
