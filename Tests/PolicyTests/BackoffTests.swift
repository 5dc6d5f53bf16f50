import Testing

@testable import Policy

@Suite struct BackoffTests {
  @Test(arguments: [(0, 0), (1, 10), (2, 20), (5, 160), (6, 300), (7, 300), (1_000_000, 300)])
  func doublesUpToItsLongest(failures: Int, seconds: Int) {
    #expect(Backoff().pause(afterFailures: failures) == .seconds(seconds))
  }

  @Test(arguments: [
    (45, "45 seconds"), (60, "a minute"), (3600, "an hour"), (90 * 60, "90 minutes"), (7 * 86_400, "7 days"),
  ])
  func durationsReadWell(seconds: Int, text: String) {
    #expect(words(.seconds(seconds)) == text)
  }
}
