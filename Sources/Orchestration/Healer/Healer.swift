import Healing
public import Policy

/// Leads incidents along the way: it performs what their courses ask for, one attempt at a time for each service, and
/// stores every step before the next one begins.
///
///     let healer = Healer(pipelines: ["shop": pipeline], policy: HealingPolicy(), surroundings)
///     async let healing: Void = healer.run()
///     await healer.offer(incident)
///
/// It decides nothing: where a course goes is the ``Course``'s table, whether it may is the policy's, and what the
/// watch means is the probation's. When its task is cancelled, or the process dies, nothing is lost: the next
/// ``run()`` goes on where the ledger says.
public actor Healer {
  let pipelines: [String: HealingPipeline]
  let policy: HealingPolicy
  let world: Surroundings
  let ledger: InterruptingLedger

  let feed = ProgressFeed()
  let door: (knocks: AsyncStream<String>, knock: AsyncStream<String>.Continuation)
  var bell = Bell()
  var turns = Turns()
  /// Incidents that somebody leads now.
  var led: Set<String> = []
  /// Incidents that knocked and are not led yet: who knocks twice is led once.
  var knocked: Set<String> = []
  /// Incidents for which nothing can be done before a time: who comes in a storm is looked at now and then.
  var quiet: [String: Timestamp] = [:]
  /// Incidents whose rollout counts against the limit of the host, with their services.
  var reserved: [String: String] = [:]
  /// Services that run a generation which is not decided upon, with the incident it is for.
  var rollouts: [String: String] = [:]
  /// When each service failed last.
  var failing: [String: Timestamp] = [:]
  /// What people answered, for courses that will ask.
  var answers: [String: [Answer]] = [:]

  /// Makes a healer. Nothing happens before ``run()``.
  /// - Parameter pipelines: by the names of the services.
  public init(pipelines: [String: HealingPipeline], policy: HealingPolicy, _ surroundings: Surroundings) {
    self.pipelines = pipelines
    self.policy = policy
    world = surroundings
    ledger = InterruptingLedger(ledger: surroundings.ledger)
    let (knocks, knock) = AsyncStream.makeStream(of: String.self)
    door = (knocks, knock)
  }

  /// What happens from now on, for displays.
  public nonisolated func progress() -> AsyncStream<Progress> { feed.listen() }
}

extension Healer {
  /// Leads an incident from where it stands to its outcome.
  func heal(_ incident: String) async throws(Interruption) -> Outcome {
    var course = try await ledger.course(of: incident)
    var footing = Footing()
    while let action = course.action {
      try await takeTurn(course)
      let input = try await perform(action, of: course, &footing)
      try await commit(course.receive(input, at: world.alarm.now()))
    }
    guard let outcome = course.outcome else { preconditionFailure("a course in state \(course.state) has no action") }
    return outcome
  }

  /// Does what a course asks for. This is the one place where a stage's failure becomes an outcome or a wait.
  private func perform(
    _ action: Course.Action, of course: Course, _ footing: inout Footing
  ) async throws(Interruption) -> Course.Input {
    if case .rest(let pause) = action { return try await rest(pause, &footing) }
    if action.isEffect, let reason = world.hold.reason { return .postponed(.held(reason)) }
    footing.heard = bell.rings
    do {
      if footing.mayBeDone, let input = try await recover(action, of: course) { return input }
      let input = try await perform(action, of: course)
      footing = Footing(heard: footing.heard, mayBeDone: false)
      return input
    } catch .stage(let failure) {
      footing.failures += 1
      let input = try await meaning(of: failure, in: course, failures: footing.failures)
      if case .failed = input { footing.failures = 0 }
      return input
    }
  }

  private func perform(_ action: Course.Action, of course: Course) async throws(Interruption) -> Course.Input {
    switch action {
    case .admit: try await admit(course)
    case .analyze: try await analyze(course)
    case .propose(let search): try await propose(search, course)
    case .verify(let trial): try await verify(trial, course)
    case .ask: try await ask(course)
    case .prepare(let patch): try await prepare(patch, course)
    case .switchOver(let patch, let rollout): try await switchOver(patch, rollout, course)
    case .watch(let patch, let rollout, let vigil): try await watch(patch, rollout, vigil, course)
    case .promote(let rollout): try await promote(rollout, course)
    case .rollBack(let rollout): try await rollBack(rollout, course)
    case .rest: preconditionFailure("a pause is no work")
    }
  }
}

extension Course.Action {
  /// It begins something, and does not only wait or look.
  fileprivate var isEffect: Bool {
    switch self {
    case .ask, .watch, .rest: false
    default: true
    }
  }
}
