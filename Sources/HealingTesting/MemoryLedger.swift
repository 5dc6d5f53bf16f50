public import Healing
public import Learning
public import Orchestration
import Policy
import Synchronization

/// A ledger that lasts as long as the test. It survives a healer, and can be cut off in the middle of one, as a
/// `kill -9` would: just before or just after a step is stored.
public final class MemoryLedger: CourseLedger {
  /// Where the ledger is cut off.
  public enum Cut: Sendable, Hashable {
    /// The step with this number, from 0, is not stored any more.
    case before(Int)
    /// It is stored, and nothing after it.
    case after(Int)
  }

  private struct State {
    var courses: [String: Course] = [:]
    var transitions: [Course.Transition] = []
    var fates: [TriedPatch: Course.Fate] = [:]
    var templates = TemplateRecord()
    var rows: [String: [Rollout]] = [:]
    var acts: [(act: Course.Act, incident: Incident, at: Timestamp)] = []
    var cut: Cut?
    var isDead = false

    mutating func die() -> LedgerFailure {
      isDead = true
      return LedgerFailure(.unavailable, "cut off by the test")
    }
  }

  private let state = Mutex(State())
  private let alarm: any Alarm

  /// Makes an empty ledger.
  public init(_ alarm: any Alarm) { self.alarm = alarm }

  /// Puts a new incident in, as the intake does.
  public func open(_ incident: Incident) { state.withLock { $0.courses[incident.id] = Course(incident) } }

  /// All steps that were stored, in order.
  public var transitions: [Course.Transition] { state.withLock { $0.transitions } }

  /// All rows of an incident's rollouts.
  public func rows(of incident: String) -> [Rollout] { state.withLock { $0.rows[incident] ?? [] } }

  /// The way of one incident as it is drawn.
  public func drawing(of incident: String) -> String {
    let transitions = transitions.filter { $0.incident.id == incident }
    guard let first = transitions.first else { return "" }
    return transitions.reduce("\(first.from)") { $0 + " --\($1.input)--> \($1.to.state)" }
  }

  /// Cuts the ledger off at a step; from then on everything fails until ``revive()``.
  public func cutOff(_ cut: Cut) { state.withLock { $0.cut = cut } }

  /// It can be reached again.
  public func revive() {
    state.withLock { state in
      state.cut = nil
      state.isDead = false
    }
  }

  /// As the protocol says.
  public func course(of incident: String) async throws(LedgerFailure) -> Course {
    try alive { state throws(LedgerFailure) in
      guard let course = state.courses[incident] else { throw LedgerFailure(.missing, "no incident \(incident)") }
      return course
    }
  }

  /// As the protocol says.
  public func unfinished() async throws(LedgerFailure) -> [Course] {
    try alive { state in state.courses.values.filter { $0.action != nil }.sorted { $0.incident.id < $1.incident.id } }
  }

  /// As the protocol says.
  public func commit(_ transition: Course.Transition) async throws(LedgerFailure) {
    let now = alarm.now()
    try alive { state throws(LedgerFailure) in
      let number = state.transitions.count
      if state.cut == .before(number) { throw state.die() }
      let incident = transition.incident
      guard let stored = state.courses[incident.id], stored.revision == transition.revision else {
        throw LedgerFailure(.conflict, "\(transition) was decided upon revision \(transition.revision)")
      }
      state.courses[incident.id] = Course(incident, position: transition.to, revision: transition.revision + 1)
      state.transitions.append(transition)
      for fate in transition.fates { state.fates[fate.patch] = fate }
      if let lesson = transition.lesson { state.templates.add(lesson) }
      if let act = transition.act { state.acts.append((act, incident, now)) }
      if state.cut == .after(number) { throw state.die() }
    }
  }

  /// As the protocol says.
  public func journal(_ rollout: Rollout, incident: String, attempt: Int) throws(StageFailure) {
    let isDead = state.withLock { state in
      if !state.isDead { state.rows[incident, default: []].append(rollout) }
      return state.isDead
    }
    if isDead { throw StageFailure(.crashed, code: "ledger.dead", place: "ledger", message: "cut off by the test") }
  }

  /// As the protocol says.
  public func lastRollout(of incident: String) async throws(LedgerFailure) -> Rollout? {
    try alive { $0.rows[incident]?.last }
  }

  /// As the protocol says.
  public func events(of incident: String) async throws(LedgerFailure) -> [Event] { try alive { _ in [] } }

  /// As the protocol says.
  public func fate(of patch: TriedPatch) async throws(LedgerFailure) -> Course.Fate? { try alive { $0.fates[patch] } }

  /// As the protocol says.
  public func templates() async throws(LedgerFailure) -> TemplateRecord { try alive { $0.templates } }

  /// As the protocol says.
  public func history(
    of incident: Incident, since: Timestamp, until now: Timestamp
  ) async throws(LedgerFailure) -> History {
    try alive { state in
      let acts = state.acts.filter { $0.at >= since }
      let rollouts = acts.filter { $0.act == .rollout }
      return History(
        heals: acts.filter { $0.act == .heal && $0.incident.id == incident.id }.map(\.at),
        rollbacks: acts.filter { $0.act == .rollback && $0.incident.service == incident.service }.map(\.at),
        patchesToday: Quota(
          service: rollouts.count { $0.incident.service == incident.service }, host: rollouts.count))
    }
  }

  private func alive<Answer: Sendable>(
    _ body: (inout sending State) throws(LedgerFailure) -> Answer
  ) throws(LedgerFailure) -> Answer {
    try state.withLock { state throws(LedgerFailure) in
      if state.isDead { throw LedgerFailure(.unavailable, "cut off by the test") }
      return try body(&state)
    }
  }
}

extension TemplateRecord {
  fileprivate mutating func add(_ lesson: TemplateLesson) {
    add(
      BetaCount(successes: lesson.successes, failures: lesson.failures), exceptionType: lesson.exceptionType,
      template: lesson.template)
  }
}
