import Healing
import Testing

@testable import Policy

@Suite struct AttemptTests {
  private let policy = HealingPolicy()

  @Test func aFirstAttemptIsAllowed() {
    #expect(policy.mayAttempt(standing(), at: noon) == .allowed)
    #expect(policy.mayAttempt(standing(.propose), at: noon) == .allowed)
  }

  @Test func holdComesBeforeEverything() {
    let decision = policy.mayAttempt(standing(.observe) { $0.hold = "the shop is on sale" }, at: noon)
    #expect(decision == .waits("held: the shop is on sale; `homeostasis resume` ends it", until: nil))
  }

  @Test func observeNamesTheKeyThatChangesIt() {
    #expect(policy.mayAttempt(standing(.observe), at: noon).text.contains("services.shop.mode"))
  }

  @Test(arguments: [(1, 10), (2, 20)])
  func aFailedAttemptIsFollowedByAPause(failures: Int, seconds: Int) {
    let setbacks = (0..<failures).map { ago(.seconds($0 * 60)) }
    let decision = policy.mayAttempt(standing { $0.setbacks = setbacks }, at: noon)
    #expect(decision.until == noon + .seconds(seconds))
    #expect(policy.mayAttempt(standing { $0.setbacks = setbacks }, at: noon + .seconds(seconds)) == .allowed)
  }

  @Test func threeFailuresInADayAreAQuarantine() {
    let recent = [ago(.seconds(3600)), ago(.seconds(7200)), ago(.seconds(86_399))]
    let decision = policy.mayAttempt(standing { $0.setbacks = recent }, at: noon)
    guard case .refused(let why) = decision else { return #expect(decision == .refused("")) }
    #expect(why.contains("3 attempts failed within a day"))
    #expect(policy.mayAttempt(standing { $0.setbacks = recent }, at: noon + .seconds(1)) == .allowed)
  }

  @Test func threeServicesFailingWithinAMinuteAreNoBugOfTheirs() {
    let failing = ["shop": noon, "cart": ago(.seconds(30)), "users": ago(.seconds(59))]
    let decision = policy.mayAttempt(standing { $0.failing = failing }, at: noon)
    #expect(decision.text.hasPrefix("cart, shop, users failed within a minute"))
    #expect(decision.until == noon + .seconds(60))
    #expect(policy.mayAttempt(standing { $0.failing = failing }, at: noon + .seconds(1)) == .allowed)
  }

  @Test func theBreakerClosesWhenTheOldestRollbackIsOldEnough() {
    let rollbacks = [ago(.seconds(3600)), ago(.seconds(5 * 3600))]
    let decision = policy.mayAttempt(standing { $0.rollbacks = rollbacks }, at: noon)
    #expect(decision.text.contains("the breaker is open (limits.rollbacks_before_breaker)"))
    #expect(decision.until == noon + .seconds(3600))
    #expect(policy.mayAttempt(standing { $0.rollbacks = rollbacks }, at: noon + .seconds(3600)) == .allowed)
  }
}
