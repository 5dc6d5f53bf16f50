/// The path of a file below the root of a tree, safe to use: relative, without `.`, `..` and empty components, and
/// not into what a patch may never touch.
public struct TreePath: Sendable, Hashable, CustomStringConvertible {
  /// The path as text.
  public let description: String
  let components: [String]

  /// - Throws: `refused` with the reason.
  public init(_ text: String, rules: TreeRules = TreeRules()) throws(TreeFailure) {
    func refused(_ why: String) -> TreeFailure { TreeFailure(.refused, text, why) }
    if text.isEmpty { throw TreeFailure(.refused, "(empty path)", "a path is missing; name a file below the root") }
    if text.hasPrefix("/") { throw refused("an absolute path; write it relative to the root of the service") }
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) { throw refused("holds a control character") }
    components = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if text.utf8.count > 4_000 || components.count > 64 { throw refused("longer or deeper than a path may be") }
    for component in components {
      if component.isEmpty || component == "." || component == ".." {
        throw refused("leaves the tree or is not in its shortest form; write it without `.`, `..` and `//`")
      }
      if component.utf8.count > 200 { throw refused("has a name of more than 200 bytes") }
      if rules.omits(component) || rules.omits(component.lowercased()) {
        throw refused("`\(component)` is no part of the source tree: secrets, caches and tools' state are out of reach")
      }
      if rules.environmentNames.contains(component) {
        throw refused("`\(component)` holds installed dependencies, which are not patched")
      }
    }
    description = text
  }

  /// The last component.
  var name: String { components[components.count - 1] }
  /// The folder's path; `.` for the root.
  var folder: String { components.count == 1 ? "." : components.dropLast().joined(separator: "/") }
}
