public import Healing

/// What became of one case of `repair-bench`.
public struct RepairResult: Sendable, Codable {
  /// The case's folder.
  public var name: String
  /// What it is counted with.
  public var family: String
  /// As `heal` said: `accepted`, `none`, `inconclusive`; `error` where it did not come to an answer.
  public var outcome: String
  /// Whether the judge's tests pass with the patch; nil without a patch or without a judge.
  public var correct: Bool?
  /// `ok`, or why there is no patch.
  public var reason: String
  /// How many candidates were tried.
  public var candidates: Int
  /// From the start of `heal` to its end.
  public var seconds: Double
  /// Processor time of `heal` and all that it started, the tests included.
  public var processorSeconds: Double
  /// Runs of all tests for each second of processor time, in a program that stays; nil where there is none.
  public var warmRuns: Double?
  /// The same from a cold start; nil where it was not measured.
  public var coldRuns: Double?
  /// Suspected places, best first.
  public var locations: [JSONValue]
  /// The unified diff; nil where none was accepted.
  public var patch: String?
  /// Id of the template or operator that made it.
  public var template: String?

  private enum CodingKeys: String, CodingKey {
    case name, family, outcome, correct, reason, candidates, seconds, processorSeconds, warmRuns, coldRuns, locations
    case patch, template
  }

  /// Writes every key, null where there is nothing.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(family, forKey: .family)
    try values.encode(outcome, forKey: .outcome)
    try values.encode(correct, forKey: .correct)
    try values.encode(reason, forKey: .reason)
    try values.encode(candidates, forKey: .candidates)
    try values.encode(seconds, forKey: .seconds)
    try values.encode(processorSeconds, forKey: .processorSeconds)
    try values.encode(warmRuns, forKey: .warmRuns)
    try values.encode(coldRuns, forKey: .coldRuns)
    try values.encode(locations, forKey: .locations)
    try values.encode(patch, forKey: .patch)
    try values.encode(template, forKey: .template)
  }

  /// Accepted.
  public var isPlausible: Bool { outcome == "accepted" }
}
