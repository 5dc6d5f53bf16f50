import Healing

/// What a verification has found, on its way to a verdict.
struct SuiteFinding {
  var result: Verdict.Result
  var reason: String
  var log: String
  var failures: [TestFailure]
  var tree = ""
  var reproducedBefore = false
  var fixedAfter = false
  var report: TestReport?
  var flaky = 0
  var processes = 0

  init(_ result: Verdict.Result, _ reason: String, log: String = "", failures: [TestFailure] = []) {
    self.result = result
    self.reason = reason
    self.log = log
    self.failures = failures
  }

  func verdict(patch: Patch, diffHash: String, duration: Duration) -> Verdict {
    var verdict = Verdict(
      parent: patch.id, result: result, reason: reason, patchHash: diffHash, tree: tree,
      reproducedBefore: reproducedBefore, fixedAfter: fixedAfter, passed: report?.passedCount ?? 0,
      failed: report?.failed.count ?? 0, skipped: report?.skippedCount ?? 0, flaky: flaky, duration: duration,
      failures: failures.prefix(50).map(Self.cut))
    verdict.processes = processes
    verdict.log = String(decoding: log.utf8.suffix(64 << 10), as: UTF8.self)
    return verdict
  }

  /// The end of a trace tells most.
  private static func cut(_ failure: TestFailure) -> TestFailure {
    var failure = failure
    failure.message = String(failure.message.suffix(4 << 10))
    return failure
  }
}
