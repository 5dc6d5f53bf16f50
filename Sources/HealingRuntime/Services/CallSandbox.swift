import Healing
import Sandbox
import Synchronization

/// The sandbox as one call of a stage has it: what the call leaves open is closed when the call is over, also where the
/// plugin crashed in between.
final class CallSandbox: SandboxService {
  private let sessions: SandboxSessions
  private let opened = Mutex<Set<String>>([])

  init(_ sessions: SandboxSessions) { self.sessions = sessions }

  deinit {
    for session in opened.withLock({ $0 }) {
      // It is there, since nobody else can have closed it.
      try? sessions.close(SandboxClose(session: session))
    }
  }

  func open(_ request: SandboxOpen) throws(StageFailure) -> SandboxSession {
    let session = try sessions.open(request)
    opened.withLock { _ = $0.insert(session.session) }
    return session
  }

  func run(_ request: SandboxRun) throws(StageFailure) -> SandboxResult { try sessions.run(request) }

  func ask(_ request: SandboxAsk) throws(StageFailure) -> SandboxAnswer { try sessions.ask(request) }

  func replay(_ request: SandboxReplay) throws(StageFailure) -> ReplayResult { try sessions.replay(request) }

  func close(_ request: SandboxClose) throws(StageFailure) {
    try sessions.close(request)
    opened.withLock { _ = $0.remove(request.session) }
  }
}
