public import Healing

/// What the end of one probation, or a person's no, says about a template.
public struct TemplateLesson: Sendable, Hashable, Codable {
  /// The class of the exception that was to be healed.
  public var exceptionType: String
  /// The template that made the patch.
  public var template: String
  /// Weight of success; 0 for a failure.
  public var successes: Double
  /// Weight of failure; 0 for a success.
  public var failures: Double

  /// The patch was promoted.
  public static func healed(_ patch: Patch, _ incident: Incident) -> TemplateLesson? {
    lesson(patch, incident, successes: 1, failures: 0)
  }

  /// The patch was taken back, or a person said no: that weighs as much as three successes.
  public static func failed(_ patch: Patch, _ incident: Incident) -> TemplateLesson? {
    lesson(patch, incident, successes: 0, failures: 3)
  }

  private static func lesson(
    _ patch: Patch, _ incident: Incident, successes: Double, failures: Double
  ) -> TemplateLesson? {
    patch.template.map {
      TemplateLesson(
        exceptionType: incident.type ?? "", template: $0, successes: successes, failures: failures)
    }
  }
}
