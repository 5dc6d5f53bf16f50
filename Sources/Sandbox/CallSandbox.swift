public import Healing
import Synchronization

/// The sandbox as one call of a stage has it: what the call leaves open is closed when the call is over, also where the
/// plugin crashed in between, and what it runs ends with it.
public struct CallSandbox: SandboxService {
  private let sessions: SandboxSessions
  private let opened: Opened
  private let limit: CallLimit

  /// Of a call without a limit; ``bound(to:)`` gives it one.
  public init(_ sessions: SandboxSessions) { self.init(sessions, Opened(sessions), .none) }

  private init(_ sessions: SandboxSessions, _ opened: Opened, _ limit: CallLimit) {
    self.sessions = sessions
    self.opened = opened
    self.limit = limit
  }

  /// What is left open by the one is closed with the last of both.
  public func bound(to limit: CallLimit) -> any SandboxService { CallSandbox(sessions, opened, limit) }

  /// Takes the tree as it is now; what the call leaves open is closed for it.
  public func open(_ request: SandboxOpen) throws(StageFailure) -> SandboxSession {
    let session = try sessions.open(request)
    opened.ids.withLock { _ = $0.insert(session.session) }
    return session
  }

  /// Ends with `cancelled` once the call is over.
  public func run(_ request: SandboxRun) throws(StageFailure) -> SandboxResult {
    try sessions.run(request, within: limit)
  }

  /// Ends with `cancelled` once the call is over.
  public func ask(_ request: SandboxAsk) throws(StageFailure) -> SandboxAnswer {
    try sessions.ask(request, within: limit)
  }

  /// Ends with `cancelled` once the call is over.
  public func replay(_ request: SandboxReplay) throws(StageFailure) -> ReplayResult {
    try sessions.replay(request, within: limit)
  }

  /// Forgets the session.
  public func close(_ request: SandboxClose) throws(StageFailure) {
    try sessions.close(request)
    opened.ids.withLock { _ = $0.remove(request.session) }
  }

  private final class Opened: Sendable {
    let ids = Mutex<Set<String>>([])
    private let sessions: SandboxSessions

    init(_ sessions: SandboxSessions) { self.sessions = sessions }

    deinit {
      for session in ids.withLock({ $0 }) {
        // It is there, since nobody else can have closed it.
        try? sessions.close(SandboxClose(session: session))
      }
    }
  }
}
