import Healing

/// A suite's report beside the one from before the patch.
struct SuiteComparison {
  /// Tests that passed before and do not now, or that fail and were not known before.
  private(set) var regressions: [TestFailure] = []
  /// Tests that failed before and still do, which is allowed.
  private(set) var stillFailing: [TestFailure] = []

  init(before: TestReport, after: TestReport) {
    for failure in after.failed {
      if before.failure(of: failure.test) == nil && failure.test != TestReport.command {
        regressions.append(failure)
      } else if failure.test == TestReport.command && before.exit == 0 {
        regressions.append(failure)
      } else {
        stillFailing.append(failure)
      }
    }
    if after.exit == nil {
      regressions.append(TestFailure(test: TestReport.command, message: "the tests did not come to their end"))
    } else if before.complete {
      regressions += Self.missing(before, after)
      // A green suite whose command fails for another reason, a threshold of coverage for instance, must stay as it was.
      if before.exit == 0 && after.exit != 0 && after.failed.isEmpty {
        let text = "no test fails, but the command exits with \(after.exit ?? -1)"
        regressions.append(TestFailure(test: TestReport.command, message: text))
      }
    }
  }

  /// Tests that passed before and were not run now: a patch may not make them disappear.
  private static func missing(_ before: TestReport, _ after: TestReport) -> [TestFailure] {
    if !after.complete {
      return [TestFailure(test: TestReport.command, message: "the runner no longer tells which tests it ran")]
    }
    if before.knowsNames && after.knowsNames {
      let now = Set((after.passed + after.failed.map(\.test)).map(TestName.init))
      return before.passed.filter { !now.contains(TestName($0)) }
        .map { TestFailure(test: $0, message: "passed before and is not run any more") }
    }
    let (ran, rans) = (before.count - before.skippedCount, after.count - after.skippedCount)
    if rans >= ran { return [] }
    return [TestFailure(test: TestReport.command, message: "\(ran) tests were run before, and only \(rans) now")]
  }
}
