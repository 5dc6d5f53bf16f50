import Testing

@testable import Watch

@Suite struct DropTests {
  /// 10,000 errors in as many seconds: the old rate is as good as known.
  private let known = (0..<100).map { _ in Count(events: 100, exposure: 100) }

  @Test(arguments: [(30.1, 0.9), (6.05, 0.5), (3.01, 0.0)])
  func followsTheRuleOfThree(expected: Double, drop: Double) {
    let shown = Drop(before: known, after: [Count(events: 0, exposure: expected)])
    #expect(abs(shown.expected - expected) < 1e-9)
    #expect(shown.shown >= drop)
    #expect(shown.shown < drop + 0.01)
  }

  @Test func fewErrorsBeforeNeedALongerExposure() {
    let before = [Count(events: 3, exposure: 60)]
    #expect(Drop(before: before, after: [Count(events: 0, exposure: 600)]).shown < 0.9)
    #expect(Drop(before: before, after: [Count(events: 0, exposure: 820)]).shown >= 0.9)
  }

  @Test func oneErrorIsEnoughToShowNothing() {
    #expect(Drop(before: known, after: [Count(events: 1, exposure: 1000)]).shown == 0)
  }

  @Test func noExposureShowsNothing() {
    #expect(Drop(before: known, after: []).shown == 0)
    #expect(Drop(before: [], after: known).shown == 0)
  }
}
