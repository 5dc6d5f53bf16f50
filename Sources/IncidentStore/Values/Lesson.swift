public import Healing

/// What one end of a probation says about a template, in weighted counts.
public struct Lesson: Sendable, Hashable {
  /// The class of the exception that was to be healed.
  public var exceptionType: String
  /// The template that made the patch.
  public var template: String
  /// Weight of success; 0 for a failure.
  public var successes: Double
  /// Weight of failure; 0 for a success.
  public var failures: Double
  /// When it was stored; the store sets it.
  public var at: Timestamp

  /// Makes a lesson.
  public init(exceptionType: String, template: String, successes: Double, failures: Double) {
    self.exceptionType = exceptionType
    self.template = template
    self.successes = successes
    self.failures = failures
    at = .unknown
  }
}
