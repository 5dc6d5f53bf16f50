public import Policy

/// What a person says to a patch.
public enum Answer: Sendable, Hashable {
  case approve(Approval)
  /// Who, and why not: it is not proposed again on the same code.
  case decline(by: String, String)
}
