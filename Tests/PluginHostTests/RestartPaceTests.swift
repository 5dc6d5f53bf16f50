import Testing

@testable import PluginHost

/// At once, then later and later, and at once again after work.
@Suite struct RestartPaceTests {
  @Test func pausesGrowAndAreForgottenByWork() {
    #expect(
      (1...8).map(RestartPace.pause) == [.zero] + [100, 200, 400, 800, 1600, 2000, 2000].map { .milliseconds($0) })
    let now = ContinuousClock.now
    var pace = RestartPace()
    #expect(pace.left(at: now) == .zero)
    pace.died(at: now)
    #expect(pace.left(at: now) == .zero)
    pace.died(at: now)
    #expect(pace.left(at: now) == .milliseconds(100) && pace.left(at: now + .milliseconds(101)) == .zero)
    pace.worked()
    pace.died(at: now)
    #expect(pace.left(at: now) == .zero && pace.count == 1)
  }
}
