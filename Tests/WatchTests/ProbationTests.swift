import Testing

@testable import Watch

@Suite struct ProbationTests {
  private let incident = ErrorClass(type: "KeyError", file: "shop/cart.py", line: 12, symbol: "total")

  // MARK: Healed

  @Test func thirtyErrorsThatDidNotComeHeal() throws {
    var probation = watch(errorsPerSecond: 1)
    var seconds = 0
    while probation.observe(second()) == nil { seconds += 1 }
    let finding = probation.end()
    guard case .healed(let words) = finding else { throw Unexpected(finding) }
    #expect((29...32).contains(seconds))
    #expect(words.hasPrefix("none of this error in "))
    #expect(words.contains("at least 90% fewer, at 95%"))
  }

  @Test func healedIsNotBelievedInAnInstant() {
    var probation = watch(errorsPerSecond: 40)
    for _ in 0..<9 { #expect(probation.observe(second()) == nil) }
    #expect(probation.observe(second()).isHealed)
  }

  @Test func aPassingReplayNeedsOnlyHalf() {
    var probation = watch(errorsPerSecond: 1)
    #expect(probation.observe(.replayed(passes: true)) == nil)
    for _ in 0..<9 { #expect(probation.observe(second()) == nil) }
    #expect(probation.observe(second()).isHealed)
  }

  @Test func aPassingReplayHealsAtTheLimitOnlyIfTheServiceWasUsed() {
    var used = watch(errorsPerSecond: 0.1, limit: .seconds(20))
    var idle = used
    _ = used.observe(.replayed(passes: true))
    _ = idle.observe(.replayed(passes: true))
    for _ in 0..<20 {
      _ = used.observe(second())
      _ = idle.observe(second(requests: 0))
    }
    #expect(used.end().isHealed)
    #expect(!idle.end().isHealed)
  }

  // MARK: No data is never success

  @Test func silenceHealsNothing() {
    var probation = watch(errorsPerSecond: 1, limit: .seconds(600))
    for _ in 0..<9 { #expect(probation.observe(.blind(.seconds(60))) == nil) }
    let finding = probation.observe(.blind(.seconds(60)))
    #expect(finding.isInconclusive)
    #expect(finding?.text.hasPrefix("unproven at the longest wait: nothing was seen of the service") == true)
  }

  @Test func timeWithoutRequestsHealsNothing() {
    var probation = watch(errorsPerSecond: 1, requestsPerSecond: 1, limit: .seconds(60))
    for _ in 0..<8 { #expect(probation.observe(second(requests: 0)) == nil) }
    #expect(probation.end().isInconclusive)
  }

  @Test func aServiceThatFailsAsBeforeStaysUnproven() {
    var probation = watch(errorsPerSecond: 1, limit: .seconds(120))
    var finding: Finding?
    for _ in 0..<120 { finding = probation.observe(second(errors: 1)) }
    #expect(finding.isInconclusive)
  }

  // MARK: Regressed

  @Test func theSameErrorMoreOftenIsARegression() {
    var probation = watch(errorsPerSecond: 1)
    #expect(firstSign(&probation) { second(errors: 5) } == .sameError)
  }

  @Test func otherErrorsAreARegressionAlthoughTheErrorIsGone() {
    var probation = watch(errorsPerSecond: 1)
    #expect(firstSign(&probation) { second(otherErrors: 1) } == .otherErrors)
  }

  @Test func aSlowPatchIsARegressionBeforeItIsHealed() {
    var probation = watch(errorsPerSecond: 40)
    #expect(firstSign(&probation) { second(slow: 15) } == .slowRequests)
  }

  @Test func aPatchThatSwallowsRequestsIsARegression() {
    var probation = watch(errorsPerSecond: 1)
    #expect(firstSign(&probation) { second(requests: 15, slow: 0) } == .throughput)
  }

  @Test func anIdleServiceIsARegressionOnlyWithEnoughEvidence() {
    var busy = watch(errorsPerSecond: 1, requestsPerSecond: 50)
    var quiet = watch(errorsPerSecond: 0.01, requestsPerSecond: 0)
    #expect(firstSign(&busy) { second(requests: 0) } == .throughput)
    #expect(firstSign(&quiet) { second(requests: 0) } == nil)
  }

  @Test func twoThirdsOfTheThroughputAreNoRegression() {
    var probation = watch(errorsPerSecond: 1)
    #expect(firstSign(&probation) { second(requests: 33) } == nil)
  }

  // MARK: At once

  @Test func aNewErrorInThePatchedFunctionRollsBackAtOnce() {
    var probation = watch(errorsPerSecond: 1)
    let error = ErrorClass(type: "TypeError", file: "shop/cart.py", line: 13, symbol: "total")
    #expect(probation.observe(.raised(error)).sign == .newErrorInPatchedCode)
  }

  @Test(arguments: ["<listcomp>", "<lambda>", "<module>"])
  func whatHasNoNameMayLieInThePatchedFunction(symbol: String) {
    var probation = watch(errorsPerSecond: 1)
    let error = ErrorClass(type: "TypeError", file: "shop/cart.py", line: 13, symbol: symbol)
    #expect(probation.observe(.raised(error)).sign == .newErrorInPatchedCode)
  }

  @Test(arguments: [
    ErrorClass(type: "KeyError", file: "shop/cart.py", line: 99, symbol: "total"),
    ErrorClass(type: "TypeError", file: "shop/cart.py", line: 40, symbol: "add"),
    ErrorClass(type: "TypeError", file: "shop/users.py", line: 13, symbol: "total"),
    ErrorClass(type: "TypeError"),
  ])
  func knownErrorsAndOtherPlacesDoNot(error: ErrorClass) {
    var probation = watch(errorsPerSecond: 1)
    #expect(probation.observe(.raised(error)) == nil)
  }

  @Test func anExitRollsBackAtOnce() {
    var probation = watch(errorsPerSecond: 1)
    #expect(probation.observe(.exited("status 1")).sign == .processExit)
  }

  @Test func aFailingReplayRollsBackAtOnce() {
    var probation = watch(errorsPerSecond: 1)
    #expect(probation.observe(.replayed(passes: false)).sign == .replayFails)
  }

  @Test func aFindingStays() {
    var probation = watch(errorsPerSecond: 1)
    let first = probation.observe(.exited("status 1"))
    for _ in 0..<50 { #expect(probation.observe(second()) == first) }
    #expect(probation.end() == first)
  }

  /// A quick heal leaves few requests between the error and the switch, and they ran beside the trial of the patch.
  @Test func aSlowPatchIsFoundWhereTheErrorsWindowWasShortAndSlow() {
    let usual = (0..<30).map { _ in Tally(Exposure(requests: 90, seconds: 1), slow: 5) }
    let window = [Tally(Exposure(requests: 9, seconds: 0.1), errors: 2, slow: 5)]
    var probation = Probation(
      baseline: Baseline(window, usual: usual, known: [incident]), patchedPlaces: [], limit: .seconds(60))
    #expect(firstSign(&probation) { second(requests: 90, slow: 44) } == .slowRequests)
    var blind = Probation(baseline: Baseline(window, known: [incident]), patchedPlaces: [], limit: .seconds(60))
    #expect(firstSign(&blind) { second(requests: 90, slow: 44) } != .slowRequests)
  }

  @Test func anIntervalThatWasNotTimedDoesNotHideASlowOne() {
    let usual = (0..<30).map { Tally(Exposure(requests: 90, seconds: 1), slow: $0 == 7 ? nil : 5) }
    var probation = Probation(
      baseline: Baseline([Tally(Exposure(requests: 90, seconds: 1), errors: 9)], usual: usual, known: [incident]),
      patchedPlaces: [], limit: .seconds(60))
    #expect(firstSign(&probation) { second(requests: 90, slow: 44) } == .slowRequests)
  }

  // MARK: Writing it short

  /// Thirty seconds before the switch, at 50 requests a second of which two in fifty are slow.
  private func watch(
    errorsPerSecond: Double, requestsPerSecond: Int = 50, limit: Duration = .seconds(3600)
  ) -> Probation {
    let tallies = (0..<30).map { second in
      Tally(
        Exposure(requests: requestsPerSecond, seconds: 1),
        errors: Int(errorsPerSecond * Double(second + 1)) - Int(errorsPerSecond * Double(second)),
        slow: min(2, requestsPerSecond))
    }
    return Probation(
      baseline: Baseline(tallies, known: [incident]),
      patchedPlaces: [PatchedPlace(file: "shop/cart.py", symbol: "total")], limit: limit)
  }

  private func second(requests: Int = 50, errors: Int = 0, otherErrors: Int = 0, slow: Int = 2) -> Observation {
    .counted(
      Tally(
        Exposure(requests: requests, seconds: 1), errors: errors, otherErrors: otherErrors, slow: min(slow, requests)))
  }

  private func firstSign(_ probation: inout Probation, _ next: () -> Observation) -> Regression.Sign? {
    for _ in 0..<40 {
      if let finding = probation.observe(next()) { return Optional(finding).sign }
    }
    return nil
  }
}

private struct Unexpected: Error {
  let finding: Finding
  init(_ finding: Finding) { self.finding = finding }
}

extension Finding? {
  fileprivate var isHealed: Bool { if case .healed = self { true } else { false } }
  fileprivate var isInconclusive: Bool { if case .inconclusive = self { true } else { false } }
  fileprivate var sign: Regression.Sign? { if case .regressed(let regression) = self { regression.sign } else { nil } }
}

extension Finding {
  fileprivate var isHealed: Bool { Optional(self).isHealed }
  fileprivate var isInconclusive: Bool { Optional(self).isInconclusive }
}
