internal import Healing
internal import SyntaxTree

/// Where a template is tried: some lines of a file, and all that is known of the failure.
struct FaultPlace {
  let project: Project
  let file: ProjectFile
  /// From 1.
  let lines: ClosedRange<Int>
  /// Whether the exception was seen at this very line, and not that the code was only run before a test failed.
  let isFrame: Bool
  let expectations: Expectations

  /// The bytes of the lines.
  var range: Range<Int> {
    let start = file.text.range(ofLine: lines.lowerBound)?.lowerBound ?? 0
    let end = file.text.range(ofLine: min(lines.upperBound, file.text.lineStarts.count))?.upperBound ?? start
    return start..<max(start, end)
  }

  /// The innermost node that spans the lines' text.
  var node: SyntaxNode {
    let line = file.text.line(lines.lowerBound) ?? ""
    let white = line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
    return file.tree.node(spanning: min(range.lowerBound + white, range.upperBound)..<range.upperBound)
  }

  /// The function that the lines are in; nil at the top of a file.
  var function: SyntaxNode? { node.enclosing(project.pack.syntax.functions) }

  /// Whether a name can be seen there.
  func knows(_ name: String) -> Bool { Names(file, project.pack).knows(name, at: node) }
}
