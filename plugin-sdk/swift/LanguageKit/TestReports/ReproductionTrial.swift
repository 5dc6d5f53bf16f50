import Healing

/// Lets a failure happen, in the sandbox, with a patch or without.
struct ReproductionTrial {
  let sandbox: any SandboxService
  let session: String
  let reproduction: Reproduction

  /// What one trial showed.
  enum Outcome {
    /// It happens; with what shows it.
    case fails(String)
    /// It does not happen; with what was written.
    case passes(String)
    /// It cannot be tried: why, and what was written.
    case impossible(reason: String, log: String)
  }

  /// The failure happens by a request: the service is started and asked.
  func replay(_ request: FailingRequest, diff: String?, wall: Duration?) throws(StageFailure) -> Outcome {
    let result = try sandbox.replay(
      SandboxReplay(session: session, diff: diff, request: request, limits: SandboxLimits(wallMs: milliseconds(wall))))
    let log = "\(result.status.map { "HTTP \($0)" } ?? result.reason ?? "no answer")\n\(result.log)"
    switch (result.status, result.reason) {
    case (let status?, _): return status >= 500 || mentionsException(result.log) ? .fails(log) : .passes(log)
    case (nil, "unsupported"): return .impossible(reason: "unsupported", log: log)
    case (nil, "did-not-start"): return .impossible(reason: "did-not-start", log: log)
    default: return .fails(log)
    }
  }

  /// The failure happens by a command, which a shell runs in the root.
  func run(_ line: String, diff: String?, wall: Duration?) throws(StageFailure) -> Outcome {
    let result = try sandbox.run(
      SandboxRun(
        session: session, diff: diff, command: ["sh", "-c", line], limits: SandboxLimits(wallMs: milliseconds(wall)),
        cold: true))
    let log = "\(result.reason.rawValue) \(result.code)\n\(result.output)\n\(result.errors)"
    if result.reason == .exit && result.code == 0 { return .passes(log) }
    if result.reason == .exit && (result.code == 126 || result.code == 127) {
      return .impossible(reason: "baseline-broken", log: log)
    }
    // Without a patch another failure is not the one that was reported; with one, any failure is too much.
    return diff != nil || mentionsException(log) ? .fails(log) : .passes(log)
  }

  /// Whether a text shows the exception that the diagnosis names; any text does where it names none.
  func mentionsException(_ text: String) -> Bool {
    guard let exception = reproduction.exception, !exception.isEmpty else { return reproduction.kind != .request }
    let name = exception.split { ".:\\$".contains($0) }.last ?? exception[...]
    var rest = text[...]
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      func isPart(_ character: Character?) -> Bool {
        character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      }
      if !isPart(before) && !isPart(after) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  private func milliseconds(_ wall: Duration?) -> Int64 { wall.map { max(1, $0.nanoseconds / 1_000_000) } ?? 0 }
}
