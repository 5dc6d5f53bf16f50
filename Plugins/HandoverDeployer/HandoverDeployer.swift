public import CHomeostasisPlugin
import Glibc
import Healing
import HomeostasisSDK

/// Puts a patch into a service that Homeostasis runs itself: a new generation of its process beside the old one, one
/// atomic step of the traffic, the old kept ready, the change written into the source when all is well.
struct HandoverDeployer: DeployerStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.handover", version: "0.1.0",
    summary: "hands a service over to a new generation of its process without losing a request", needs: [.generations])

  private let host: StageHost

  init(settings: JSONValue, host: StageHost) throws(StageFailure) { self.host = host }

  private var generations: any GenerationService { host.generations }

  func prepare(_ patch: Patch, _ verdict: Verdict, _ call: StageCall) throws(StageFailure) -> Rollout {
    guard patch.kind == .source, let diff = patch.diff else {
      throw StageFailure(
        .unsupported, code: "handover.no-diff", place: patch.id,
        message: "only changes of the source can be handed over")
    }
    let before = try generations.status(GenerationStatusRequest())
    let staged = try generations.stage(GenerationStage(rollout: call.id, base: patch.base, diff: diff))
    let row = Rollout(
      parent: patch.id, rollout: call.id, service: call.service.name, target: call.service.listen ?? "",
      state: .prepared, generation: staged.generation, previous: before.current, patchHash: verdict.patchHash,
      tree: Self.generation(staged.generation, in: staged)?.tree ?? verdict.tree,
      undo: ["diff": .string(diff)], exposure: 0)
    let started = try generations.start(GenerationRequest(generation: staged.generation))
    var timed = row
    timed.timings = Self.milliseconds("start_ms", Self.generation(staged.generation, in: started)?.startMs)
    return timed
  }

  func switchOver(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout {
    var row = next(rollout, .switched, exposure: 1)
    try call.journal(row)
    // After a crash of the host the prepared process may be gone; one that is healthy is left alone.
    _ = try generations.start(GenerationRequest(generation: rollout.generation))
    let begun = ContinuousClock.now
    _ = try generations.switchTo(GenerationRequest(generation: rollout.generation))
    row.timings = Self.milliseconds(
      "switch_ms", (ContinuousClock.now - begun).inSeconds * 1000, beside: rollout.timings)
    return row
  }

  func promote(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout {
    let row = next(rollout, .promoted, exposure: 1)
    try call.journal(row)
    _ = try generations.persist(GenerationPersist(generation: rollout.generation, diff: diff(of: rollout)))
    _ = try generations.retire(GenerationRequest(generation: rollout.previous))
    return row
  }

  func rollBack(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout {
    let row = next(rollout, .rolledBack, exposure: 0)
    let wasPromoted = rollout.state == .promoted
    // The row before says whether the source was changed; until it has its old state again that row stays the last.
    if !wasPromoted { try call.journal(row) }
    if try generations.status(GenerationStatusRequest()).current == rollout.generation {
      _ = try generations.start(GenerationRequest(generation: rollout.previous))
      _ = try generations.switchTo(GenerationRequest(generation: rollout.previous))
    }
    if wasPromoted {
      _ = try generations.persist(
        GenerationPersist(generation: rollout.generation, diff: diff(of: rollout), reverse: true))
    }
    _ = try generations.retire(GenerationRequest(generation: rollout.generation))
    return row
  }

  func status(_ rollout: Rollout, _ call: StageCall) throws(StageFailure) -> Rollout {
    let world = try generations.status(GenerationStatusRequest())
    var row = rollout
    if world.current == rollout.generation {
      row.state = rollout.state == .promoted ? .promoted : .switched
      row.exposure = 1
      return row
    }
    row.exposure = 0
    switch Self.generation(rollout.generation, in: world)?.state {
    case .staged, .starting, .healthy: row.state = .prepared
    case .draining: row.state = .rolledBack
    // Ended: by a roll back, the keeper's own too, or before it ever had the traffic.
    case .exited: row.state = rollout.state == .prepared ? .failed : .rolledBack
    case .unhealthy: row.state = .failed
    case nil: row.state = .unknown
    }
    return row
  }
}

extension HandoverDeployer {
  private func next(_ rollout: Rollout, _ state: Rollout.State, exposure: Double) -> Rollout {
    var row = rollout
    row.id = ""
    row.parent = rollout.id
    row.at = .unknown
    row.state = state
    row.exposure = exposure
    return row
  }

  private func diff(of rollout: Rollout) throws(StageFailure) -> String {
    guard let diff = rollout.undo["diff"]?.text else {
      throw StageFailure(
        .invalid, code: "handover.no-undo", place: rollout.rollout, message: "the row does not say what was changed")
    }
    return diff
  }

  private static func generation(_ number: Int64, in status: ServiceStatus) -> GenerationStatus? {
    status.generations.first { $0.generation == number }
  }

  private static func milliseconds(_ name: String, _ value: Double?, beside others: JSONValue? = nil) -> JSONValue? {
    guard let value else { return others }
    var members = others?.object ?? [:]
    members[name] = .number(value)
    return .object(members)
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(HandoverDeployer.self) }
