public import Healing

/// A stage in its place in a pipeline, with what the configuration says about calling it.
public struct Staged<Stage: Sendable>: Sendable {
  /// What follows when it could not do its work.
  public enum FailureRule: String, Sendable, Hashable, CaseIterable {
    /// The next of its kind is asked.
    case next
    /// The attempt stops.
    case stop
  }

  /// The stage.
  public let stage: Stage
  /// Its name, for instance `web/template`.
  public let id: String
  /// How long one call may take; nil: no limit.
  public var timeout: Duration?
  /// How often it is called again after it died, was too slow or was busy.
  public var retries = 0
  /// What follows when it could not do its work.
  public var onFailure = FailureRule.next
  /// Whether it is asked about this incident, whose worst event has this severity: `when` of the configuration.
  public var applies: @Sendable (Incident, Severity) -> Bool = { _, _ in true }

  /// Puts a stage into its place.
  public init(_ stage: Stage, id: String) {
    self.stage = stage
    self.id = id
  }
}
