public import Healing
public import Policy

/// A proven patch on its way into service, with what people and the policy say about it.
public struct AcceptedPatch: Sendable, Hashable {
  /// The patch, and the verdict that accepted it.
  public let verified: VerifiedPatch
  /// The cause that it removes.
  public let diagnosis: Diagnosis
  /// What the host found out about it.
  public let facts: PatchFacts
  /// Its risk.
  public let assessment: Assessment
  /// How many people must approve it.
  public internal(set) var people = 0
  /// Who has.
  public internal(set) var approvals: [Approval] = []

  /// Makes an accepted patch that needs nobody.
  public init(_ verified: VerifiedPatch, diagnosis: Diagnosis, facts: PatchFacts, assessment: Assessment) {
    self.verified = verified
    self.diagnosis = diagnosis
    self.facts = facts
    self.assessment = assessment
  }

  func needing(_ people: Int) -> AcceptedPatch {
    var next = self
    next.people = people
    return next
  }

  func with(_ approval: Approval) -> AcceptedPatch {
    var next = self
    next.approvals.append(approval)
    return next
  }
}

extension AcceptedPatch: Codable {
  private enum Key: CodingKey { case patch, verdict, diagnosis, facts, assessment, people, approvals }

  /// Reads an accepted patch. One that the verdict does not accept is none, whoever wrote it.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let patch = try values.decode(Patch.self, forKey: .patch)
    let verdict = try values.decode(Verdict.self, forKey: .verdict)
    guard let verified = VerifiedPatch(patch, verdict) else {
      throw DecodingError.dataCorruptedError(
        forKey: .verdict, in: values, debugDescription: "verdict \(verdict.id) does not accept patch \(patch.id)")
    }
    self.verified = verified
    diagnosis = try values.decode(Diagnosis.self, forKey: .diagnosis)
    facts = try values.decode(PatchFacts.self, forKey: .facts)
    assessment = try values.decode(Assessment.self, forKey: .assessment)
    people = try values.decode(Int.self, forKey: .people)
    approvals = try values.decode([Approval].self, forKey: .approvals)
  }

  /// Writes patch and verdict side by side.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(verified.patch, forKey: .patch)
    try values.encode(verified.verdict, forKey: .verdict)
    try values.encode(diagnosis, forKey: .diagnosis)
    try values.encode(facts, forKey: .facts)
    try values.encode(assessment, forKey: .assessment)
    try values.encode(people, forKey: .people)
    try values.encode(approvals, forKey: .approvals)
  }
}
