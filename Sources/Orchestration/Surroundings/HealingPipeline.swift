public import Healing

/// The stages that heal one service.
public struct HealingPipeline: Sendable {
  /// What the stages are told about the service, with the hash of its source as it is now.
  public var describe: @Sendable () async throws(StageFailure) -> ServiceDescription
  /// All are asked, in order; each knows the best diagnosis so far.
  public var analyzers: [Staged<any Analyzer>] = []
  /// Asked in order; the next one only when no candidate of those before was accepted.
  public var patchers: [Staged<any Patcher>] = []
  /// All are asked, in order, until one refutes.
  public var testers: [Staged<any Tester>] = []
  /// Nil: patches are proposed and never put into service.
  public var deployer: Staged<any Deployer>?
  /// The longest watch.
  public var watchLimit: Duration = .seconds(3600)
  /// Of one patcher not more than this many candidates are tried.
  public var candidates = 25

  /// Makes a pipeline without stages.
  public init(describe: @escaping @Sendable () async throws(StageFailure) -> ServiceDescription) {
    self.describe = describe
  }
}
