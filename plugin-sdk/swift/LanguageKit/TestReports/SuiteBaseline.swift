import Healing

/// What was found without a patch. It holds for every candidate on the same tree.
struct SuiteBaseline: Sendable {
  /// Why there can be no accepted patch.
  struct Obstacle: Sendable {
    var reason: String
    var log: String
    var failures: [TestFailure] = []
  }

  /// The whole suite; nil where the service has no tests.
  var suite: TestRunner.Run?
  /// The tests that show the failure; empty where a request or a command does.
  var targets: [String] = []
  var obstacle: Obstacle?
  /// Runs the tests without starting anew; nil where that cannot be, or did not agree with the cold run.
  var warm: WarmSuite?
  /// How many test processes were started to find this.
  var processes = 0

  /// After this a candidate hangs.
  var limit: Duration {
    guard let suite else { return .seconds(60) }
    return .milliseconds(Int64(suite.result.wallMs * 3) + 2_000)
  }

  /// Whether a test is kept back as judge: a third of those that passed, from six on. What only they refute fits the other
  /// tests by chance.
  func isJudge(_ test: String) -> Bool {
    guard let passed = suite?.report.passed, passed.count >= 6 else { return false }
    let name = TestName(test)
    guard let place = passed.map(TestName.init).sorted(by: { $0.order < $1.order }).firstIndex(of: name) else {
      return false
    }
    return place % 3 == 2
  }
}
