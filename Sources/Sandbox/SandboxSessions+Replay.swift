public import Healing
import SourceTree
import SystemCalls

extension SandboxSessions {
  /// Starts the service on a lent socket and sends it one request.
  /// - Parameter limit: once it is over the service ends, and the replay with `cancelled`.
  public func replay(_ request: SandboxReplay, within limit: CallLimit = .none) throws(StageFailure) -> ReplayResult {
    let session = try session(request.session)
    if service.run.isEmpty {
      return ReplayResult(status: nil, body: nil, reason: "unsupported", log: "the service has no `run` command")
    }
    let bytes = try HTTPRequestBytes.of(request.request)
    var limits = limits
    limits.wall = min(limits.wall, .seconds(30))
    limits = limits.narrowed(to: request.limits)
    limits.limitsResident = rules.limitsResident
    let job = try SandboxJob(workspace.next("job"), diff: request.diff, tree: session.copy.source, collect: [])
    let call = BubblewrapCall(
      view: view(of: service.run, session.copy, limits), user: session.user, tree: session.copy.source.root,
      job: job.folder, root: source.root, script: SandboxScript.serve, command: service.run)
    do throws(SystemError) {
      let running = try SandboxedService(call, limits, within: limit)
      let outcome = exchange(bytes, head: request.request.method == "HEAD", with: running)
      if let result = try result(outcome, running, Int(limits.outputBytes)) { return result }
    } catch {
      throw StageFailure(error, doing: "the service could not be run in the sandbox")
    }
    throw StageFailure(.cancelled, code: "cancelled", place: service.name, message: "the replay was stopped on request")
  }

  /// How far a replay came.
  private enum Exchange {
    case answered(HTTPAnswer)
    case notStarted(SandboxedService.Silence)
    case notAnswered(SandboxedService.Silence)
  }

  private func exchange(_ bytes: [UInt8], head: Bool, with running: SandboxedService) -> Exchange {
    do throws(SandboxedService.Silence) {
      if let health = service.health { try running.waitUntilHealthy(health) }
    } catch {
      return .notStarted(error)
    }
    let answer: HTTPAnswer
    do throws(SandboxedService.Silence) {
      answer = try running.send(bytes, head: head)
    } catch {
      return service.health == nil && running.ignoresSocket ? .notStarted(error) : .notAnswered(error)
    }
    // A service may answer before it has written its trace; once it has answered again, it has.
    if let health = service.health { _ = try? running.send(HTTPRequestBytes.get(health), head: false) }
    return .answered(answer)
  }

  /// Nil when it was stopped.
  private func result(
    _ outcome: Exchange, _ running: SandboxedService, _ logBytes: Int
  ) throws(SystemError) -> ReplayResult? {
    let log = try running.log(min(logBytes, 256 << 10))
    switch outcome {
    case .answered(let answer):
      let body = String(decoding: answer.body, as: UTF8.self)
      return ReplayResult(status: answer.status, body: body, reason: nil, log: log)
    case .notStarted(.stopped), .notAnswered(.stopped): return nil
    case .notStarted(let silence):
      let ignored = silence == .timeout && running.ignoresSocket
      return ReplayResult(status: nil, body: nil, reason: ignored ? "unsupported" : "did-not-start", log: log)
    case .notAnswered: return ReplayResult(status: nil, body: nil, reason: "no-answer", log: log)
    }
  }
}
