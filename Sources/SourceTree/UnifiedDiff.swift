/// A unified diff, read strictly: what is in it is known, or it is refused.
public struct UnifiedDiff: Sendable, Hashable {
  /// The files in the order of the text; no file twice.
  public let files: [FileDiff]

  init(files: [FileDiff]) { self.files = files }

  /// The diff that takes this one back.
  public var reversed: UnifiedDiff { UnifiedDiff(files: files.map(\.reversed)) }
}
