/// The risk of a patch and why it is that.
public struct Assessment: Sendable, Hashable, Codable {
  /// The class.
  public var risk: Risk
  /// In words.
  public var reason: String

  /// Makes an assessment.
  public init(_ risk: Risk, _ reason: String) {
    self.risk = risk
    self.reason = reason
  }
}
