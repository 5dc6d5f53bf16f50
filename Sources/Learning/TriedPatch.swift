public import Healing

/// A patch on the code that it touches: what negative memory remembers. The same diff on changed code is another patch.
///
/// Texts and not hashes, so that this stays pure; who stores it may hash both.
public struct TriedPatch: Sendable, Hashable {
  /// The service.
  public var service: String
  /// What the patch does, without what says nothing: line numbers and times.
  public var change: String
  /// The files that it touches as they are now, by their hashes; the whole tree where they are not known.
  public var target: String

  /// The key of a patch. The hashes in `patch.files` must be the host's own: whoever may choose them could have a
  /// failed patch tried again.
  public init(_ patch: Patch, service: String) {
    self.service = service
    change = patch.diff.map(Self.essence) ?? patch.act.map { "\($0)" } ?? ""
    let files = patch.files.map { "\($0.path) \($0.base ?? "new")" }.sorted()
    target = files.isEmpty ? patch.base : files.joined(separator: "\n")
  }

  /// Names of files and lines of hunks; the place in the file follows from the context.
  private static func essence(_ diff: String) -> String {
    diff.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> Substring? in
      if line.hasPrefix("@@ ") { return "@@" }
      if line.hasPrefix("diff --git ") || line.hasPrefix("index ") { return nil }
      if line.hasPrefix("--- ") || line.hasPrefix("+++ ") { return line.prefix { $0 != "\t" } }
      return line
    }.joined(separator: "\n")
  }
}
