import Healing
import TestSupport
import Testing

@testable import Sandbox

/// What a call may no longer do when it is over.
struct CallSandboxTests {
  private let sandbox: TestSandbox
  private let call: CallSandbox

  init() throws {
    sandbox = try TestSandbox(
      ["serve.py": "import time\ntime.sleep(600)\n"], run: ["python3", "serve.py"], health: "/")
    call = CallSandbox(sandbox.sessions)
  }

  @Test func whatRunsEndsWithItsCall() throws {
    let session = try call.open(SandboxOpen()).session
    let run = SandboxRun(session: session, command: ["sleep", "600"])
    let ask = SandboxAsk(session: session, command: ["sleep", "600"])
    let request = FailingRequest(method: "GET", target: "/")
    let replay = SandboxReplay(session: session, request: request)
    for limit in [CallLimit.soon, { CallLimit(deadline: .now + .milliseconds(300)) { false } }] {
      for work: (any SandboxService) throws -> Void in [
        { _ = try $0.run(run) }, { _ = try $0.ask(ask) }, { _ = try $0.replay(replay) },
      ] {
        let failure = #expect(throws: StageFailure.self) { try work(call.bound(to: limit())) }
        #expect(failure?.kind == .cancelled, "\(String(describing: failure))")
      }
    }
    // The call's own end does not end its session for the others.
    #expect(try call.run(SandboxRun(session: session, command: ["true"])).code == 0)
  }

  @Test func whatIsLeftOpenGoesWithTheLastOfTheCall() throws {
    var opening: (any SandboxService)? = CallSandbox(sandbox.sessions).bound(to: .none)
    let session = try #require(try opening?.open(SandboxOpen())).session
    let run = SandboxRun(session: session, command: ["true"])
    #expect(try sandbox.sessions.run(run).code == 0)
    opening = nil
    let failure = #expect(throws: StageFailure.self) { _ = try sandbox.sessions.run(run) }
    #expect(failure?.code == "sandbox.session")
  }
}
