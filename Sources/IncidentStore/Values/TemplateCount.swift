/// The record of success of one template with one class of exceptions: the counts of its Beta distribution, without
/// the prior.
public struct TemplateCount: Sendable, Hashable {
  /// The class of the exception.
  public var exceptionType: String
  /// The template.
  public var template: String
  /// Weighted successes, aged.
  public var successes: Double
  /// Weighted failures, aged.
  public var failures: Double

  /// Makes a count.
  public init(exceptionType: String, template: String, successes: Double, failures: Double) {
    self.exceptionType = exceptionType
    self.template = template
    self.successes = successes
    self.failures = failures
  }
}
