extension Course.State {
  /// The names of the states.
  public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    case opened, analyzing, proposing, verifying
    case awaitingApproval = "awaiting-approval"
    case preparing, switching, watching, promoting
    case rollingBack = "rolling-back"
    case waiting, ended
  }
}
