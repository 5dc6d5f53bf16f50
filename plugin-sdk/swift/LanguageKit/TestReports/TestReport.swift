public import Healing

/// What one run of a service's tests showed.
public struct TestReport: Sendable, Hashable {
  /// Names of the tests that passed, as far as the runner tells them.
  public var passed: [String]
  /// Tests that failed, each with its trace.
  public var failed: [TestFailure]
  /// Names of the tests that were not run on purpose, as far as the runner tells them.
  public var skipped: [String]
  /// How many tests there were, also those whose names are not known.
  public var count: Int
  /// Of these, how many were not run on purpose.
  public var skippedCount: Int
  /// Exit status of the command; nil when it did not come to its end.
  public var exit: Int?
  /// Whether the runner came to its end and told what failed. Else only the exit status speaks, and the command counts
  /// as one test named ``command``.
  public var complete: Bool

  /// The name of the test that the whole command is where nothing else is known.
  public static let command = "(the test command)"

  /// Makes a report; `count` and `skippedCount` are those of the names where they are not given.
  public init(
    passed: [String], failed: [TestFailure], skipped: [String] = [], count: Int? = nil, skippedCount: Int? = nil,
    exit: Int? = nil, complete: Bool = true
  ) {
    self.passed = passed
    self.failed = failed
    self.skipped = skipped
    self.count = count ?? passed.count + failed.count + skipped.count
    self.skippedCount = skippedCount ?? skipped.count
    self.exit = exit
    self.complete = complete
  }

  /// How many passed.
  public var passedCount: Int { max(passed.count, count - failed.count - skippedCount) }

  /// Whether every test that was run passed, and the command says so too.
  public var isGreen: Bool { exit == 0 && failed.isEmpty }

  /// Whether all names are known, so that a test that is missing can be seen.
  public var knowsNames: Bool { complete && passed.count + failed.count + skipped.count >= count }

  /// The failure of a test, under whichever of its names.
  public func failure(of test: String) -> TestFailure? {
    let name = TestName(test)
    return failed.first { TestName($0.test) == name }
  }

  /// Whether a test ran and did not fail.
  public func passes(_ test: String) -> Bool {
    if test == Self.command { return isGreen }
    if failure(of: test) != nil || !complete { return false }
    if !knowsNames { return exit == 0 || count > failed.count }
    let name = TestName(test)
    // A file that could not be loaded counted as a test of its own; now its tests are run.
    return passed.contains { TestName($0) == name || TestName($0).isPart(of: name) }
  }
}
