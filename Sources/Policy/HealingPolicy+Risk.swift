public import Healing

extension HealingPolicy {
  /// A patch of more lines or files than this is not small.
  static let small = (lines: 20, files: 2)

  /// The risk class of a verified patch.
  public func assess(_ verified: VerifiedPatch, _ facts: PatchFacts) -> Assessment {
    if verified.patch.kind == .mitigation { return Assessment(.r1, "changes no source") }
    for path in facts.paths {
      if let word = sensitive.word(in: path) { return Assessment(.r4, "\(path) is about `\(word)`") }
    }
    if facts.suppresses || verified.patch.suppresses {
      return Assessment(.r3, "hides the error instead of removing its cause")
    }
    if let why = facts.unexamined { return Assessment(.r3, why) }
    if facts.lines > Self.small.lines || facts.paths.count > Self.small.files {
      return Assessment(.r3, "changes \(facts.lines) lines in \(facts.paths.count) files")
    }
    guard verified.verdict.failed == 0, verified.verdict.flaky == 0 else {
      return Assessment(.r3, "\(verified.verdict.failed) tests fail and \(verified.verdict.flaky) are flaky")
    }
    return Assessment(.r2, "\(facts.lines) lines in \(facts.paths.count) files; all tests pass")
  }

  /// What is needed before a patch of this risk goes into service.
  public func clearance(for assessment: Assessment, _ standing: Standing, at now: Timestamp) -> Clearance {
    if standing.mode < .auto {
      return .propose("\(standing.service) is in mode `\(standing.mode.rawValue)` (services.\(standing.service).mode)")
    }
    if assessment.risk.people > 0 {
      return .approval(people: assessment.risk.people, "\(assessment.risk.rawValue): \(assessment.reason)")
    }
    let heals = standing.heals.filter { now - $0 < limits.healWindow }
    guard heals.count < limits.heals else {
      return .approval(
        people: 1,
        "healed \(heals.count) times within \(words(limits.healWindow)) and it is back: the cause lies deeper (limits.heals_before_bug)"
      )
    }
    return .go
  }
}
