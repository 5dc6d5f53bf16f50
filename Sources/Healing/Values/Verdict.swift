/// The result of a verification. Record: `homeostasis.verdict/1`.
public struct Verdict: Sendable, Hashable, Codable {
  /// What the verification found.
  public enum Result: String, Sendable, Hashable, Codable {
    case accepted, rejected, inconclusive
  }

  public var id: String
  /// The patch.
  public var parent: String
  public var at: Timestamp
  public var result: Result
  /// `ok`, `does-not-apply`, `does-not-build`, `not-reproduced`, `reproduction-still-fails`, `regression`, `timeout`,
  /// `flaky`, `baseline-broken`, ...
  public var reason: String
  /// Hash of the diff.
  public var patchHash: String
  /// Hash of the tree that was tested.
  public var tree: String
  public var reproducedBefore: Bool
  public var fixedAfter: Bool
  public var passed: Int
  public var failed: Int
  public var skipped: Int
  public var flaky: Int
  public var durationNs: Int64
  /// How many test processes were started.
  public var processes: Int?
  /// The tail of what the tests wrote, at most 64 KiB.
  public var log: String?
  public var failures: [TestFailure]

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
