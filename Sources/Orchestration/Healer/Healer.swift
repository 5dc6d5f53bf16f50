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
    var setbacks = 0
    var isFresh = false
    while let action = course.action {
      try await takeTurn(course)
      let input: Course.Input
      do {
        input = try await perform(action, of: course, again: !isFresh)
        setbacks = 0
      } catch .stage(let failure) {
        setbacks += 1
        input = try await meaning(of: failure, in: course, setbacks: setbacks)
      }
      isFresh = if case .resumed = input { false } else { true }
      try await commit(course.receive(input, at: world.alarm.now()))
    }
    guard let outcome = course.outcome else { preconditionFailure("a course in state \(course.state) has no action") }
    return outcome
  }

  /// Does what a course asks for.
  /// - Parameter again: what was begun may have been done already, before a crash or a pause.
  private func perform(
    _ action: Course.Action, of course: Course, again: Bool
  ) async throws(Interruption) -> Course.Input {
    if action.isEffect, let reason = world.hold.reason { return .postponed(.held(reason)) }
    if again, let input = try await recover(action, of: course) { return input }
    switch action {
    case .admit: return try await admit(course)
    case .analyze: return try await analyze(course)
    case .propose(let search): return try await propose(search, course)
    case .verify(let trial): return try await verify(trial, course)
    case .ask: return try await ask(course)
    case .prepare(let patch): return try await prepare(patch, course)
    case .switchOver(let patch, let rollout): return try await switchOver(patch, rollout, course)
    case .watch(let patch, let rollout, let vigil): return try await watch(patch, rollout, vigil, course)
    case .promote(let patch, let rollout): return try await promote(patch, rollout, course)
    case .rollBack(let patch, let rollout): return try await rollBack(patch, rollout, course)
    case .rest(let pause): return try await rest(pause)
    }
  }
}

extension Course.Action {
  /// It does something, and does not only ask or look.
  fileprivate var isEffect: Bool {
    switch self {
    case .admit, .ask, .watch, .rest: false
    default: true
    }
  }
}
