import Healing
import Policy
import Watch

/// From a proven patch to the outcome. Every verb of a deployer is idempotent and journals before it acts.
extension Healer {
  func prepare(_ patch: AcceptedPatch, _ course: Course) async throws(Interruption) -> Course.Input {
    let now = world.alarm.now()
    guard policy.isEnough(patch.approvals, people: patch.people, at: now) else { return .expired }
    var work = try await work(course, .prepare)
    guard patch.verified.patch.base == work.service.tree || patch.verified.patch.kind == .mitigation else {
      throw .stage(.stale(patch.verified.patch, work.service))
    }
    if case .waits(let reason, let until) = try await reserve(course, work.service) {
      return .postponed(.backingOff(reason, until: until))
    }
    work.patch = patch.verified.patch
    work.diagnosis = patch.diagnosis
    work.verdict = patch.verified.verdict
    let rollout = try await deploy(.prepare, course, work, to: .prepared) {
      deployer, work, journal throws(StageFailure) in
      try await deployer.prepare(patch.verified, work, journal: journal)
    }
    return .prepared(rollout)
  }

  func switchOver(_ patch: AcceptedPatch, _ rollout: Rollout, _ course: Course) async throws(Interruption)
    -> Course.Input
  {
    let work = try await work(course, .switchOver)
    let before = WatchedGeneration(incident: course.incident, patch: patch, rollout: rollout, since: world.alarm.now())
    let baseline = try await Interruption.stage { () throws(StageFailure) in
      try await world.observations.baseline(before)
    }
    let switched = try await deploy(.switchOver, course, work, to: .switched) {
      deployer, work, journal throws(StageFailure) in
      try await deployer.switchOver(rollout, work, journal: journal)
    }
    return .switched(switched, Vigil(since: world.alarm.now(), baseline: baseline))
  }

  func promote(_ patch: AcceptedPatch, _ rollout: Rollout, _ course: Course) async throws(Interruption) -> Course.Input
  {
    let work = try await work(course, .promote)
    return .promoted(
      try await deploy(.promote, course, work, to: .promoted) { deployer, work, journal throws(StageFailure) in
        try await deployer.promote(rollout, work, journal: journal)
      })
  }

  func rollBack(_ patch: AcceptedPatch, _ rollout: Rollout, _ course: Course) async throws(Interruption) -> Course.Input
  {
    let work = try await work(course, .rollBack)
    return .rolledBack(
      try await deploy(.rollBack, course, work, to: .rolledBack) { deployer, work, journal throws(StageFailure) in
        try await deployer.rollBack(rollout, work, journal: journal)
      })
  }

  /// Before a verb is repeated, the world is looked at: the keeper may have rolled back while nobody was here.
  func recover(_ action: Course.Action, of course: Course) async throws(Interruption) -> Course.Input? {
    let row: Rollout?
    switch action {
    case .switchOver(_, let rollout), .watch(_, let rollout, _), .promote(_, let rollout): row = rollout
    case .prepare: row = try await begun(course)
    default: row = nil
    }
    guard let row else { return nil }
    let work = try await work(course, .status)
    let deployer = try deployer(course)
    let status = try await call(deployer, .status, work) { deployer, work throws(StageFailure) in
      try await deployer.status(row, work)
    }
    return status.state == .rolledBack ? .rolledBack(status) : nil
  }
}

extension Healer {
  private typealias DeployerCall =
    @Sendable (any Deployer, Work, @escaping Journal) async throws(StageFailure) -> Rollout

  private func deploy(
    _ verb: Progress.Verb, _ course: Course, _ work: Work, to state: Rollout.State, _ call: @escaping DeployerCall
  ) async throws(Interruption) -> Rollout {
    let (ledger, incident, attempt) = (world.ledger, course.incident.id, course.incident.attempt)
    let deployer = try deployer(course)
    let rollout = try await self.call(deployer, verb, work) { deployer, work throws(StageFailure) in
      try await call(deployer, work) { row throws(StageFailure) in
        try ledger.journal(row, incident: incident, attempt: attempt)
      }
    }
    guard rollout.state == state else { throw .stage(.unexpected(rollout, verb, deployer.id)) }
    return rollout
  }

  private func deployer(_ course: Course) throws(Interruption) -> Staged<any Deployer> {
    if let deployer = try pipeline(course).deployer { return deployer }
    throw .stage(
      StageFailure(
        .busy, code: "pipeline.no-deployer", place: course.incident.service,
        message: "a rollout is under way and the pipeline has no deployer any more; put it back"))
  }

  /// Counts the rollouts and reserves one in the same breath: there is no `await` between the two.
  private func reserve(_ course: Course, _ service: ServiceDescription) async throws(Interruption) -> Decision {
    var standing = try await standing(of: course, service)
    let others = reserved.filter { $0.key != course.incident.id }.values
    standing.rolloutsUnderWay = Quota(service: others.count { $0 == service.name }, host: others.count)
    let decision = policy.mayRollOut(standing, at: world.alarm.now())
    if decision == .allowed { reserved[course.incident.id] = service.name }
    return decision
  }
}

extension StageFailure {
  fileprivate static func stale(_ patch: Patch, _ service: ServiceDescription) -> StageFailure {
    StageFailure(
      .denied, code: "source.changed", place: service.root,
      message: "the source changed since patch \(patch.id) was verified; the next attempt begins with the new one")
  }

  fileprivate static func unexpected(_ rollout: Rollout, _ verb: Progress.Verb, _ deployer: String) -> StageFailure {
    StageFailure(
      .failed, code: "deployer.unexpected-state", place: deployer,
      message:
        "`\(verb.rawValue)` ended in state `\(rollout.state.rawValue)`; see the journal of rollout \(rollout.rollout)")
  }
}
