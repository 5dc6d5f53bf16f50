/// `homeostasis.sandbox/1`: commands in a throw-away copy of the service's tree, without a network, under limits.
public protocol SandboxService: Sendable {
  /// Makes a copy of the tree of the call's service. It lives until it is closed: close it in the call that opened it.
  func open(_ request: SandboxOpen) throws(StageFailure) -> SandboxSession
  /// Runs one command to its end. How it ended is an answer; a failure means that it could not be run.
  func run(_ request: SandboxRun) throws(StageFailure) -> SandboxResult
  /// Asks a program that stays between questions, so that each costs only its own answer. What it says may spare a run,
  /// never replace the one that decides.
  func ask(_ request: SandboxAsk) throws(StageFailure) -> SandboxAnswer
  /// Starts the service in the sandbox with a lent listening socket and sends it one HTTP request.
  func replay(_ request: SandboxReplay) throws(StageFailure) -> ReplayResult
  /// Ends everything that still runs in the copy and deletes it.
  func close(_ request: SandboxClose) throws(StageFailure)
  /// The same for one call: what runs when the call is over ends with `cancelled`.
  func bound(to limit: CallLimit) -> any SandboxService
}

extension SandboxService {
  /// Whoever asks over a wire is bound at its other end.
  public func bound(to limit: CallLimit) -> any SandboxService { self }
}
