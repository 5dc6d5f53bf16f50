/// The result of a verification. Record: `homeostasis.verdict/1`.
public struct Verdict: Sendable, Hashable, Codable {
  /// What the verification found.
  public enum Result: String, Sendable, Hashable, Codable {
    case accepted, rejected, inconclusive
  }

  /// Unique in the store. The host gives it, whatever the tester wrote.
  public var id: String
  /// The patch.
  public var parent: String
  /// When it was given; the host fills in what is unknown.
  public var at: Timestamp
  /// Only `accepted` lets a patch go on.
  public var result: Result
  /// `ok`, `does-not-apply`, `does-not-build`, `not-reproduced`, `reproduction-still-fails`, `regression`, `timeout`,
  /// `flaky`, `baseline-broken`, ...
  public var reason: String
  /// Hash of the diff.
  public var patchHash: String
  /// Hash of the tree that was tested.
  public var tree: String
  /// The reproduction failed without the patch; without that nothing is proven.
  public var reproducedBefore: Bool
  /// The reproduction passes with the patch.
  public var fixedAfter: Bool
  /// Tests that passed in the last run with the patch; 0 when there was none.
  public var passed: Int
  /// Tests that failed in that run.
  public var failed: Int
  /// Tests that were left out on purpose in that run.
  public var skipped: Int
  /// Tests that failed with the patch and passed when they were run again.
  public var flaky: Int
  /// How long the verification took, in nanoseconds.
  public var durationNs: Int64
  /// How many test processes were started.
  public var processes: Int?
  /// The tail of what the tests wrote, at most 64 KiB.
  public var log: String?
  /// The tests that decided, or that failed before and still do; at most 50.
  public var failures: [TestFailure]

  /// A tester leaves `id` and `at` to the host; `processes` and `log` are set afterwards.
  public init(
    id: String = "", parent: String, at: Timestamp = .unknown, result: Result, reason: String, patchHash: String,
    tree: String, reproducedBefore: Bool = false, fixedAfter: Bool = false, passed: Int = 0, failed: Int = 0,
    skipped: Int = 0, flaky: Int = 0, duration: Duration = .zero, failures: [TestFailure] = []
  ) {
    self.id = id
    self.parent = parent
    self.at = at
    self.result = result
    self.reason = reason
    self.patchHash = patchHash
    self.tree = tree
    self.reproducedBefore = reproducedBefore
    self.fixedAfter = fixedAfter
    self.passed = passed
    self.failed = failed
    self.skipped = skipped
    self.flaky = flaky
    self.durationNs = duration.nanoseconds
    self.failures = failures
  }
}
