public import Healing
public import Orchestration
public import Policy
import Synchronization

/// A healer with scripted stages around it, which a test changes before it begins. The ledger, the deployer's world and
/// the clock are the bench's, so they live on when a healer dies.
public final class HealingBench: Sendable {
  /// What the services' source is now, and what they may do.
  public struct Service: Sendable {
    /// Hash of the source.
    public var tree = Sample.tree
    /// How far it may go.
    public var mode = Mode.auto
  }

  /// The clock; it stands until the test moves it.
  public let alarm = ManualAlarm()
  /// The kill switch.
  public let hold = ManualHold()
  /// What the stages were asked.
  public let recorder = Recorder()
  /// The world.
  public let deployer: ScriptedDeployer
  /// What lasts.
  public let ledger: MemoryLedger
  private let service = Mutex(Service())

  /// Makes a bench on which everything goes well.
  public init() {
    deployer = ScriptedDeployer(recorder)
    ledger = MemoryLedger(alarm)
  }

  /// Changes the services.
  public func change(_ change: (inout Service) -> Void) { service.withLock { change(&$0) } }

  /// A pipeline whose patcher has two candidates, of which the first is refuted.
  public func pipeline(_ name: String = Sample.service) -> HealingPipeline {
    var pipeline = HealingPipeline { [self] () throws(StageFailure) in
      let service = service.withLock { $0 }
      return ServiceDescription(
        name: name, language: "python", root: "/srv/\(name)", tree: service.tree, mode: service.mode)
    }
    pipeline.analyzers = [
      Staged(ScriptedAnalyzer(recorder) { _, _ throws(StageFailure) in [Sample.diagnosis()] }, id: "analyzer")
    ]
    pipeline.patchers = [
      Staged(
        ScriptedPatcher(recorder) { work throws(StageFailure) in
          [Sample.patch(1), Sample.patch(2)].map { $0.based(on: work.service.tree) }
        }, id: "patcher")
    ]
    pipeline.testers = [
      Staged(
        ScriptedTester(recorder) { patch, _ throws(StageFailure) in
          patch.title == "patch 1"
            ? Sample.verdict(on: patch, .rejected, reason: "regression") : Sample.verdict(on: patch)
        }, id: "tester")
    ]
    pipeline.deployer = Staged(deployer, id: "deployer")
    return pipeline
  }

  /// A healer for the pipelines.
  public func healer(
    _ pipelines: [String: HealingPipeline], policy: HealingPolicy = HealingPolicy(),
    observations: any ObservationSource = ScriptedObservations.quiet, gate: any CandidateGate = ScriptedGate()
  ) -> Healer {
    var surroundings = Surroundings(ledger: ledger, observations: observations, gate: gate, hold: hold)
    surroundings.alarm = alarm
    return Healer(pipelines: pipelines, policy: policy, surroundings)
  }
}

extension Patch {
  /// The same patch for another tree.
  public func based(on tree: String) -> Patch {
    var patch = self
    patch.base = tree
    return patch
  }
}
