import CHomeostasisPlugin
import Healing
import PluginBridge

/// What the boxes of all kinds share.
class TypedBox<S: Stage>: StageBox {
  var stage: S

  init(_ stage: S, host: StageHost) {
    self.stage = stage
    super.init(host: host)
  }

  override func start(_ call: StageCall) throws(StageFailure) { try stage.start(call) }
  override func drain(_ call: StageCall) throws(StageFailure) { try stage.drain(call) }
  override func selfTest(_ call: StageCall) throws(StageFailure) { try stage.selfTest(call) }

  override func save(_ call: StageCall) throws(StageFailure) {
    try change { stateful throws(StageFailure) in try Self.saved(stateful, call) }
  }

  override func restore(_ state: RecordBatch, _ call: StageCall) throws(StageFailure) {
    try change { stateful throws(StageFailure) in try Self.restored(stateful, state, call) }
  }

  /// `S` is known to have a state only at run time.
  private func change(
    _ body: (any StatefulStage) throws(StageFailure) -> any StatefulStage
  ) throws(StageFailure) {
    guard let stateful = stage as? any StatefulStage, let changed = try body(stateful) as? S else { return }
    stage = changed
  }

  private static func saved<T: StatefulStage>(_ stage: T, _ call: StageCall) throws(StageFailure) -> any StatefulStage {
    var stage = stage
    try StateRecord.save(&stage, call)
    return stage
  }

  private static func restored<T: StatefulStage>(
    _ stage: T, _ state: RecordBatch, _ call: StageCall
  ) throws(StageFailure) -> any StatefulStage {
    var stage = stage
    try StateRecord.restore(&stage, from: state, call)
    return stage
  }
}

final class MonitorBox<S: MonitorStage>: TypedBox<S> {
  override func work(_ verb: Verb, _ batch: RecordBatch, _ call: StageCall) throws(StageFailure) -> hs_status {
    if verb == .resume {
      let cursors: [Cursor]
      do throws(BridgeFailure) { cursors = try batch.values() } catch {
        throw StageFailure(.invalid, code: "host.cursors", place: "resume", message: error.description)
      }
      try stage.resume(cursors, call)
    } else {
      try stage.poll(call)
    }
    return HS_OK
  }
}

final class AnalyzerBox<S: AnalyzerStage>: TypedBox<S> {
  override func work(_ verb: Verb, _ batch: RecordBatch, _ call: StageCall) throws(StageFailure) -> hs_status {
    try each(batch, call) { (incident: Incident) throws(StageFailure) in try stage.analyze(incident, call) }
  }
}

final class PatcherBox<S: PatcherStage>: TypedBox<S> {
  override func work(_ verb: Verb, _ batch: RecordBatch, _ call: StageCall) throws(StageFailure) -> hs_status {
    try each(batch, call) { (diagnosis: Diagnosis) throws(StageFailure) in try stage.propose(diagnosis, call) }
  }
}

final class TesterBox<S: TesterStage>: TypedBox<S> {
  override func work(_ verb: Verb, _ batch: RecordBatch, _ call: StageCall) throws(StageFailure) -> hs_status {
    try each(batch, call) { (patch: Patch) throws(StageFailure) in [try stage.verify(patch, call)] }
  }
}

final class DeployerBox<S: DeployerStage>: TypedBox<S> {
  override func work(_ verb: Verb, _ batch: RecordBatch, _ call: StageCall) throws(StageFailure) -> hs_status {
    if verb == .prepare {
      guard let verdict = call.verdict else {
        throw StageFailure(.invalid, code: "host.no-verdict", place: "prepare", message: "a patch without its verdict")
      }
      return try each(batch, call) { (patch: Patch) throws(StageFailure) in [try stage.prepare(patch, verdict, call)] }
    }
    return try each(batch, call) { (rollout: Rollout) throws(StageFailure) in [try move(verb, rollout, call)] }
  }

  private func move(_ verb: Verb, _ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout {
    switch verb {
    case .switchOver: try stage.switchOver(rollout, call)
    case .promote: try stage.promote(rollout, call)
    case .rollBack: try stage.rollBack(rollout, call)
    default: try stage.status(rollout, call)
    }
  }
}
