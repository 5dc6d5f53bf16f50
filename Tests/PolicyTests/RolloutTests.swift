import Healing
import Testing

@testable import Policy

@Suite struct RolloutTests {
  private let policy = HealingPolicy()

  @Test func oneRolloutOfAServiceAndTwoOfTheHost() {
    let same = standing { $0.rolloutsUnderWay = Quota(service: 1, host: 1) }
    let others = standing { $0.rolloutsUnderWay = Quota(service: 0, host: 2) }
    let one = standing { $0.rolloutsUnderWay = Quota(service: 0, host: 1) }
    #expect(policy.mayRollOut(same, at: noon).text.contains("limits.rollouts_at_once.service"))
    #expect(policy.mayRollOut(others, at: noon).text.contains("limits.rollouts_at_once.host"))
    #expect(policy.mayRollOut(one, at: noon) == .allowed)
  }

  @Test func theDaysPatchesAreCountedUntilMidnight() {
    let service = standing { $0.patchesToday = Quota(service: 3, host: 3) }
    let host = standing { $0.patchesToday = Quota(service: 0, host: 10) }
    #expect(policy.mayRollOut(service, at: noon).until == noon + .seconds(12 * 3600))
    #expect(policy.mayRollOut(service, at: noon).text.contains("limits.patches_per_day.service"))
    #expect(policy.mayRollOut(host, at: noon).text.contains("limits.patches_per_day.host"))
  }

  @Test func setbacksDoNotStopAPatchThatIsProven() {
    #expect(policy.mayRollOut(standing { $0.setbacks = [ago(.seconds(1))] }, at: noon) == .allowed)
  }

  @Test func holdAndBreakerDo() {
    #expect(policy.mayRollOut(standing { $0.hold = "stop" }, at: noon) != .allowed)
    #expect(policy.mayRollOut(standing { $0.rollbacks = [noon, noon] }, at: noon) != .allowed)
  }
}
