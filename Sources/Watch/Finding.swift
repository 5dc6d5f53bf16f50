/// What probation found in the end.
public enum Finding: Sendable, Hashable {
  /// The error is gone: promote.
  case healed(String)
  /// Something is worse: roll back.
  case regressed(Regression)
  /// The longest wait is over and neither could be shown: the patch stays and counts as unproven.
  case inconclusive(String)

  /// The reason in words, with the exposure it rests on.
  public var text: String {
    switch self {
    case .healed(let text), .inconclusive(let text): text
    case .regressed(let regression): regression.text
    }
  }
}
