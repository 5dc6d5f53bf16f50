import Healing

/// The result of a one-shot healing; its JSON is the interface of `homeostasis heal`.
public struct HealReport: Sendable, Encodable {
  /// How it ended.
  public enum Outcome: String, Sendable, Codable { case accepted, none, inconclusive }

  /// A change with what made it.
  public struct Change: Sendable, Encodable {
    public var diff: String
    public var template: String
    /// Hash of the tree that it was tested on.
    let base: String

    init(_ patch: Patch) {
      diff = patch.diff ?? ""
      template = patch.template ?? ""
      base = patch.base
    }

    private enum Key: CodingKey { case diff, template }

    public func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode(diff, forKey: .diff)
      try values.encode(template, forKey: .template)
    }
  }

  public struct Place: Sendable, Encodable {
    public var file: String
    public var line: Int
    public var score: Double
  }

  public var outcome: Outcome
  public var reason: String
  public var reproduced = false
  /// Class of the exception; nil when there is none.
  public var exception: String?
  public var locations: [Place] = []
  /// How many candidates were tried.
  public var candidates = 0
  /// How many more the patch gate refused, so that they were never tried.
  public var refused = 0
  public var patch: Change?
  /// The two best, where they disagree.
  public var alternatives: [Change]?
  public var seconds: Double = 0
  /// Whether the patch was written into the tree.
  public var applied = false

  public init(_ outcome: Outcome, _ reason: String) {
    self.outcome = outcome
    self.reason = reason
  }

  private enum Key: CodingKey {
    case outcome, reason, reproduced, exception, locations, candidates, refused, patch, alternatives, seconds, applied
  }

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
  }
}
