/// What a diff does to one file.
public struct FileDiff: Sendable, Hashable {
  /// Whether the file stands before and after.
  public enum Kind: Sendable, Hashable { case change, create, delete }

  /// Below the root.
  public let path: TreePath
  /// What the diff does to it.
  public let kind: Kind
  /// Of a file that is created.
  let executable: Bool
  let hunks: [Hunk]

  var reversed: FileDiff {
    let opposite: Kind =
      switch kind {
      case .change: .change
      case .create: .delete
      case .delete: .create
      }
    return FileDiff(path: path, kind: opposite, executable: executable, hunks: hunks.map(\.reversed))
  }
}
