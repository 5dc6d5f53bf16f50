/// What a patch may not newly do.
public enum ActKind: String, Sendable, Hashable, CaseIterable {
  case code, process, network, files
  /// Not refused: it hides the error.
  case suppression

  /// What is wrong with it, for a message.
  var words: String {
    switch self {
    case .code: "runs code that is made at run time"
    case .process: "reaches for processes or their environment"
    case .network: "opens a connection"
    case .files: "writes files"
    case .suppression: "hides errors"
    }
  }
}
