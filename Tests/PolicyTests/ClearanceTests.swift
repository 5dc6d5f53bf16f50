import Healing
import Testing

@testable import Policy

@Suite struct ClearanceTests {
  private let policy = HealingPolicy()

  @Test func r2GoesByItself() {
    #expect(policy.clearance(for: Assessment(.r2, "small"), standing(), at: noon) == .go)
  }

  @Test func r3NeedsOneAndR4TwoPeople() {
    #expect(
      policy.clearance(for: Assessment(.r3, "large"), standing(), at: noon) == .approval(people: 1, "R3: large"))
    #expect(
      policy.clearance(for: Assessment(.r4, "login"), standing(), at: noon) == .approval(people: 2, "R4: login"))
  }

  @Test func inModeProposeEverythingIsOnlyProposed() {
    for risk in Risk.allCases {
      let clearance = policy.clearance(for: Assessment(risk, ""), standing(.propose), at: noon)
      guard case .propose(let why) = clearance else { return #expect(clearance == .propose("")) }
      #expect(why.contains("services.shop.mode"))
    }
  }

  @Test func theThirdHealInAWeekNeedsAPerson() {
    let twice = standing { $0.heals = [ago(.seconds(3600)), ago(.seconds(6 * 86_400))] }
    let once = standing { $0.heals = [ago(.seconds(3600)), ago(.seconds(7 * 86_400))] }
    #expect(policy.clearance(for: Assessment(.r1, ""), once, at: noon) == .go)
    guard case .approval(people: 1, let why) = policy.clearance(for: Assessment(.r1, ""), twice, at: noon) else {
      return #expect(Bool(false), "the third heal went by itself")
    }
    #expect(why.contains("healed 2 times within 7 days"))
  }
}
