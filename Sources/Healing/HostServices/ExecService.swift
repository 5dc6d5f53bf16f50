/// `homeostasis.exec/1`: programs that the configuration names, run by the host under limits and with an environment of its
/// own. They run as the host's user: grant what you would run yourself.
public protocol ExecService: Sendable {
  /// Runs one to its end. How it ended is an answer; a failure means that it could not be run.
  func run(_ request: ExecRun) throws(StageFailure) -> SandboxResult
}
