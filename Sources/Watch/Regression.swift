/// What became worse.
public struct Regression: Sendable, Hashable {
  /// Which of the watched things it was.
  public enum Sign: String, Sendable, Hashable, CaseIterable {
    case sameError = "same-error"
    case otherErrors = "other-errors"
    case slowRequests = "slow-requests"
    case throughput
    case newErrorInPatchedCode = "new-error-in-patched-code"
    case processExit = "process-exit"
    case replayFails = "replay-fails"
  }

  /// Which of the watched things.
  public var sign: Sign
  /// The reason in words, with the figures it rests on.
  public var text: String

  init(_ sign: Sign, _ text: String) {
    self.sign = sign
    self.text = text
  }
}
