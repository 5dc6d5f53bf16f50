internal import Digest
public import Healing

extension EditedFile {
  /// The path with the hashes of both sides, as a patch names it.
  public var change: FileChange {
    FileChange(path: path, base: before.map { SHA256.hex(of: $0) }, new: after.map { SHA256.hex(of: $0) })
  }
}
