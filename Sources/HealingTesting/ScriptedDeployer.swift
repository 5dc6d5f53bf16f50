public import Healing
import Synchronization

/// A deployer over a world of its own, which goes on when healer and ledger die: every verb journals, then acts, and
/// does nothing where it has been done.
public final class ScriptedDeployer: Deployer {
  /// One change of the world.
  public struct Effect: Sendable, Hashable {
    /// The rollout that did it.
    public let rollout: String
    /// What it came to.
    public let state: Rollout.State
  }

  private struct World {
    var states: [String: Rollout.State] = [:]
    var effects: [Effect] = []
    var generation: Int64 = 1
    var failures: [String: [StageFailure]] = [:]
  }

  /// What the recorder calls it.
  public let id = "deployer"
  private let recorder: Recorder
  private let world = Mutex(World())

  /// Makes a deployer with nothing deployed.
  public init(_ recorder: Recorder) { self.recorder = recorder }

  /// What really changed, in order.
  public var effects: [Rollout.State] { world.withLock { $0.effects.map(\.state) } }

  /// The next call of `verb` fails.
  public func fail(_ verb: String, _ failure: StageFailure) {
    world.withLock { $0.failures[verb, default: []].append(failure) }
  }

  /// As a keeper does when the host is gone.
  public func rollBackMeanwhile() {
    world.withLock { world in
      for (rollout, state) in world.states where state != .promoted {
        world.states[rollout] = .rolledBack
        world.effects.append(Effect(rollout: rollout, state: .rolledBack))
      }
    }
  }

  /// As the protocol says.
  public func prepare(
    _ patch: VerifiedPatch, _ work: Work, journal: Journal
  ) async throws(StageFailure) -> Rollout {
    let generation = world.withLock { world in
      if world.states[work.id] == nil { world.generation += 1 }
      return world.generation
    }
    let row = Rollout(
      parent: patch.patch.id, rollout: work.id, service: work.service.name, target: "host", state: .prepared,
      generation: generation, previous: generation - 1, patchHash: patch.verdict.patchHash, tree: "tree-2",
      undo: .object([:]))
    return try act("prepare", row, journal)
  }

  /// As the protocol says.
  public func switchOver(_ rollout: Rollout, _ work: Work, journal: Journal) async throws(StageFailure) -> Rollout {
    try act("switch", rollout.becoming(.switched), journal)
  }

  /// As the protocol says.
  public func promote(_ rollout: Rollout, _ work: Work, journal: Journal) async throws(StageFailure) -> Rollout {
    try act("promote", rollout.becoming(.promoted), journal)
  }

  /// As the protocol says.
  public func rollBack(_ rollout: Rollout, _ work: Work, journal: Journal) async throws(StageFailure) -> Rollout {
    try act("roll-back", rollout.becoming(.rolledBack), journal)
  }

  /// As the protocol says.
  public func status(_ rollout: Rollout, _ work: Work) async throws(StageFailure) -> Rollout {
    recorder.record("status")
    return rollout.becoming(world.withLock { $0.states[rollout.rollout] } ?? .unknown)
  }

  private func act(_ verb: String, _ row: Rollout, _ journal: Journal) throws(StageFailure) -> Rollout {
    recorder.record(verb)
    try journal(row)
    let failure = world.withLock { world -> StageFailure? in
      if var failures = world.failures[verb], !failures.isEmpty {
        defer { world.failures[verb] = failures }
        return failures.removeFirst()
      }
      if world.states[row.rollout] != row.state {
        world.states[row.rollout] = row.state
        world.effects.append(Effect(rollout: row.rollout, state: row.state))
      }
      return nil
    }
    if let failure { throw failure }
    return row
  }
}

extension Rollout {
  fileprivate func becoming(_ state: State) -> Rollout {
    var row = self
    row.state = state
    return row
  }
}
