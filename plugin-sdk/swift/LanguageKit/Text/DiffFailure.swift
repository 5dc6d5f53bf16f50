/// Why a diff cannot be read or applied.
public enum DiffFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text of the diff is broken at a line of the diff, from 1.
  case malformed(line: Int, reason: String)
  /// A line of the file is not what the diff says it is.
  case doesNotApply(path: String, line: Int)

  /// What is wrong and where.
  public var description: String {
    switch self {
    case .malformed(let line, let reason): "line \(line) of the diff: \(reason)"
    case .doesNotApply(let path, let line): "\(path):\(line) is not what the diff expects; make the diff again"
    }
  }
}
