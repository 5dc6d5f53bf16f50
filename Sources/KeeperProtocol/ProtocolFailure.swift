public import SystemCalls

/// Why host and keeper could not speak.
public enum ProtocolFailure: Error, Sendable, CustomStringConvertible {
  /// What came is not a message of this protocol: what is wrong with it.
  case malformed(String)
  /// The other side is gone.
  case closed
  /// No answer within the time.
  case timeout
  /// The keeper would not do it.
  case refused(Refusal)
  /// A system call failed.
  case system(SystemError)

  /// What is wrong.
  public var description: String {
    switch self {
    case .malformed(let what): "not understood: \(what)"
    case .closed: "the keeper is gone"
    case .timeout: "the keeper did not answer in time"
    case .refused(let refusal): refusal.description
    case .system(let error): error.description
    }
  }
}
