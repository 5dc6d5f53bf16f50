import Healing

/// The result of a one-shot healing; its JSON is the interface of `homeostasis heal`.
public struct HealReport: Sendable, Encodable {
  /// How it ended.
  public enum Outcome: String, Sendable, Codable { case accepted, none, inconclusive }

  /// A change with what made it.
  public struct Change: Sendable, Encodable {
    /// Unified, against the tree that was given.
    public var diff: String
    /// Id of the template; empty when another kind of patcher made it.
    public var template: String
    /// Hash of the tree that it was tested on.
    let base: String
    /// One line: what it does.
    let title: String

    init(_ patch: Patch) {
      title = patch.title
      diff = patch.diff ?? ""
      template = patch.template ?? ""
      base = patch.base
    }

    private enum Key: CodingKey { case diff, template }

    /// Leaves the hash of the tree out: it means nothing outside this run.
    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(diff, forKey: .diff)
      try values.encode(template, forKey: .template)
    }
  }

  /// A place that the diagnosis suspects.
  public struct Place: Sendable, Encodable {
    /// Relative to the tree.
    public var file: String
    /// From 1.
    public var line: Int
    /// 0 to 1; falls from place to place.
    public var score: Double

    /// The lines of the places, each once; of a long one the first lines.
    static func all(_ locations: [Location]) -> [Place] {
      var places: [Place] = []
      for location in locations {
        for line in location.line...min(max(location.line, location.endLine ?? location.line), location.line + 15)
        where !places.contains(where: { $0.file == location.file && $0.line == line }) {
          places.append(Place(file: location.file, line: line, score: location.score))
        }
        if places.count >= 100 { break }
      }
      return places
    }
  }

  /// What became of one candidate.
  public struct Fate: Sendable, Encodable {
    /// Id of the template.
    public let template: String
    /// One line for a reader.
    public let title: String
    /// The patcher's own order.
    public let score: Double
    /// The verdict's reason, or why it was never tried.
    public let reason: String
    /// How long it took to find that out.
    public let seconds: Double

    init(_ patch: Patch, _ reason: String, _ time: Duration) {
      template = patch.template ?? ""
      title = patch.title
      score = patch.score
      self.reason = reason
      seconds = time / .seconds(1)
    }
  }

  /// Only `accepted` has a `patch`.
  public var outcome: Outcome
  /// `ok`; else a word such as `exhausted`, `budget`, `tests-green`, or a sentence.
  public var reason: String
  /// Whether the failure happened without a patch.
  public var reproduced = false
  /// Class of the exception; nil when there is none.
  public var exception: String?
  /// Suspected places, best first; empty where there was no diagnosis.
  public var locations: [Place] = []
  /// How many candidates were tried.
  public var candidates = 0
  /// How many more the patch gate refused, so that they were never tried.
  public var refused = 0
  /// The patch that was accepted; nil with every other outcome.
  public var patch: Change?
  /// The two best, where they disagree.
  public var alternatives: [Change]?
  /// What became of every candidate, in the order in which they were tried.
  public var fates: [Fate] = []
  /// Whether the fates are written, too.
  public var explains = false
  /// How long all of it took.
  public var seconds: Double = 0
  /// One sentence: why it fails; nil where there was no diagnosis.
  public var cause: String?
  /// Whether the patch was written into the tree.
  public var applied = false

  /// A report as it stands before anything was found.
  public init(_ outcome: Outcome, _ reason: String) {
    self.outcome = outcome
    self.reason = reason
  }

  private enum Key: CodingKey {
    case outcome, reason, reproduced, exception, locations, candidates, refused, patch, alternatives, seconds, applied,
      fates
  }

  /// Writes every key, null where there is nothing, but for `refused`, `alternatives`, `applied` and `fates`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(outcome, forKey: .outcome)
    try values.encode(reason, forKey: .reason)
    try values.encode(reproduced, forKey: .reproduced)
    try values.encode(exception, forKey: .exception)  // Null where there is none: every key is always there.
    try values.encode(locations, forKey: .locations)
    try values.encode(candidates, forKey: .candidates)
    if refused > 0 { try values.encode(refused, forKey: .refused) }
    try values.encode(patch, forKey: .patch)
    try values.encodeIfPresent(alternatives, forKey: .alternatives)
    try values.encode(seconds, forKey: .seconds)
    if applied { try values.encode(true, forKey: .applied) }
    if explains { try values.encode(fates, forKey: .fates) }
  }
}
