import Healing

/// `homeostasis.trial/1` on the sandbox of the call: a trial is a session that stays warm, and every patch of it is run
/// in a copy of its own.
struct SandboxTrials: TrialService {
  private let offered: any HostServices
  private let tests: [String]
  private let limit: CallLimit
  private static let diffsAtMost = 64
  private static let longest: Duration = .seconds(600)

  /// - Parameter tests: what is run where a request names no command.
  init(_ offered: any HostServices, _ tests: [String], _ limit: CallLimit) {
    self.offered = offered
    self.tests = tests
    self.limit = limit
  }

  func open(_ request: TrialOpen) throws(StageFailure) -> TrialSession {
    let session: SandboxSession = try ask("open", SandboxOpen(base: request.base))
    return TrialSession(trial: session.session, tree: session.tree)
  }

  func attempt(_ request: TrialTry) throws(StageFailure) -> [TrialResult] {
    let command = request.command.isEmpty ? tests : request.command
    guard !command.isEmpty, request.diffs.count <= Self.diffsAtMost else {
      throw StageFailure(
        .invalid, code: "trial.request", place: request.trial,
        message: command.isEmpty
          ? "the service has no tests: give `command`" : "\(request.diffs.count) patches; at most \(Self.diffsAtMost)")
    }
    var results: [TrialResult] = []
    for diff in request.diffs { results.append(try attempt(diff, command, request)) }
    return results
  }

  /// One that does not apply is a fact about that one; without time or session none can be tried.
  private func attempt(
    _ diff: String, _ command: [String], _ request: TrialTry
  ) throws(StageFailure) -> TrialResult {
    if limit.isStopped() {
      throw StageFailure(.cancelled, code: "trial.stopped", place: request.trial, message: "the call was told to stop")
    }
    let left = limit.left(atMost: Self.longest, wanted: request.limits.wallMs)
    guard left > .zero else {
      return TrialResult(
        result: nil,
        failure: StageFailure(
          .timeout, code: "trial.time", place: request.trial, message: "the call's time is up: it was not tried"))
    }
    var limits = request.limits
    limits.wallMs = max(1, Int64(left / .milliseconds(1)))
    do throws(StageFailure) {
      return TrialResult(
        result: try ask("run", SandboxRun(session: request.trial, diff: diff, command: command, limits: limits)),
        failure: nil)
    } catch {
      if error.code == "sandbox.session" || error.kind == .cancelled { throw error }
      return TrialResult(result: nil, failure: error)
    }
  }

  func close(_ request: TrialClose) throws(StageFailure) {
    let _: JSONValue = try ask("close", SandboxClose(session: request.trial))
  }

  private func ask<Answer: Decodable>(_ method: String, _ request: some Encodable) throws(StageFailure) -> Answer {
    let call = ServiceCall(service: HostServiceID.sandbox.rawValue, method: method, request: [])
    let answer = try offered.call(call.service, method, call.answer(request))
    return try ServiceCall(service: call.service, method: method, request: answer).decode()
  }
}
