/// How large a source tree may be. A tree beyond a limit is an error that names the limit, never a part of a tree.
public struct TreeLimits: Sendable, Hashable {
  /// Files, links and folders together.
  public var files: Int
  /// Of all files together.
  public var totalBytes: Int64
  /// Of one file.
  public var fileBytes: Int64
  /// Folders below each other.
  public var depth: Int

  /// Makes limits; the defaults suit a service's folder.
  public init(files: Int = 50_000, totalBytes: Int64 = 512 << 20, fileBytes: Int64 = 128 << 20, depth: Int = 64) {
    self.files = files
    self.totalBytes = totalBytes
    self.fileBytes = fileBytes
    self.depth = depth
  }
}
