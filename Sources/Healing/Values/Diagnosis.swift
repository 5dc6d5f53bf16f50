/// Cause, locations, evidence, confidence and, where there is one, a reproduction that fails now.
/// Record: `homeostasis.diagnosis/1`.
public struct Diagnosis: Sendable, Hashable, Codable {
  /// Unique in the store. The host gives it, whatever the analyzer wrote.
  public var id: String
  /// The incident.
  public var parent: String
  /// When it was made; the host fills in what is unknown.
  public var at: Timestamp
  /// One sentence.
  public var cause: String
  /// `null-value`, `missing-key`, `type`, `bounds`, `encoding`, `import`, `resource`, `stale-source`, `unknown`, ...
  public var category: String
  /// 0 to 1.
  public var confidence: Double
  /// The rule that matched.
  public var rule: String?
  /// The chain of exceptions, root cause first; empty where there was no trace.
  public var exceptions: [ThrownException]
  /// Best first.
  public var locations: [Location]
  /// What a reader is shown as proof, at most a few entries.
  public var evidence: [Evidence]
  /// What fails now and must pass afterwards.
  public var reproduction: Reproduction?
  /// Incidents with the same cause.
  public var related: [String]

  /// An analyzer leaves `id` and `at` to the host.
  public init(
    id: String = "", parent: String, at: Timestamp = .unknown, cause: String, category: String, confidence: Double,
    rule: String? = nil, exceptions: [ThrownException] = [], locations: [Location] = [], evidence: [Evidence] = [],
    reproduction: Reproduction? = nil, related: [String] = []
  ) {
    self.id = id
    self.parent = parent
    self.at = at
    self.cause = cause
    self.category = category
    self.confidence = confidence
    self.rule = rule
    self.exceptions = exceptions
    self.locations = locations
    self.evidence = evidence
    self.reproduction = reproduction
    self.related = related
  }
}
