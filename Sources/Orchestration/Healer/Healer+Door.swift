public import Healing
import Policy

/// The front door: how incidents come to be led, and how people answer.
extension Healer {
  /// Leads what the ledger has unfinished, and then every incident that is offered, until the task is cancelled.
  /// Returning means that nothing is being done any more and everything is stored.
  /// - Throws: when the unfinished courses cannot be read.
  public func run() async throws(LedgerFailure) {
    // Services whose generation is not decided upon come first: nobody else may have their turn before.
    let unfinished = try await world.ledger.unfinished().sorted { $0.state.isUnderWay && !$1.state.isUnderWay }
    for course in unfinished { take(course) }
    await withDiscardingTaskGroup { group in
      for await incident in door.knocks { group.addTask { await self.lead(incident) } }
      group.cancelAll()
    }
    feed.finish()
  }

  /// An incident got events. It is led, unless it is already, or the events belong to the verdict about a rollout.
  public func offer(_ incident: Incident) {
    noticed(incident.service, at: incident.lastSeen == .unknown ? world.alarm.now() : incident.lastSeen)
    guard !led.contains(incident.id), rollouts[incident.service] == nil else { return }
    if let until = quiet[incident.id], world.alarm.now() < until { return }
    knock(incident.id)
  }

  /// A service failed: many that fail within a minute have a cause that no patch removes.
  public func noticed(_ service: String, at time: Timestamp) {
    failing[service] = max(failing[service] ?? time, time)
  }

  /// Returns once nobody leads the incident any more: until then, what else happens to it belongs to that attempt.
  public func left(_ incident: String) async {
    while led.contains(incident) || knocked.contains(incident), !Task.isCancelled { await change() }
  }

  /// Something that limits rest on was changed from outside: who waits for it looks again.
  public func reconsider() {
    quiet = [:]
    ring()
  }
}

extension Healer {
  /// Leads an incident until nothing is left to do. After a rollback it comes to the door again by itself.
  private func lead(_ incident: String) async {
    knocked.remove(incident)
    guard led.insert(incident).inserted else { return }
    var troubles = 0
    while !Task.isCancelled {
      do {
        guard try await enter(incident) else {
          rest(incident)
          break
        }
        let outcome = try await heal(incident)
        guard case .rolledBack = outcome else { break }
      } catch {
        troubles += 1
        guard await mayGoOn(after: error, incident, troubles) else { break }
      }
    }
    leave(incident)
  }

  /// A ledger that is away comes back; a course that somebody else moved on is read again.
  private func mayGoOn(after interruption: Interruption, _ incident: String, _ troubles: Int) async -> Bool {
    switch interruption {
    case .stopped: return false
    case .stage(let failure):
      report("\(failure)", of: incident)
      return false
    case .ledger(let failure):
      report("\(failure)", of: incident)
      guard failure.kind == .conflict || failure.kind == .unavailable else { return false }
      await world.alarm.wait(for: policy.limits.backoff.pause(afterFailures: troubles))
      return true
    }
  }

  /// Opens a new attempt where the last one has ended, or takes a person's answer. False: there is nothing to do.
  private func enter(_ incident: String) async throws(Interruption) -> Bool {
    var course = try await ledger.course(of: incident)
    if course.state.isUnderWay || course.state.name == .awaitingApproval || course.state.name == .waiting {
      return true
    }
    if let answer = nextAnswer(for: incident), let input = input(answer, course) {
      try await commit(course.receive(input, at: world.alarm.now()))
      return course.outcome == nil
    }
    let service = try await describe(course)
    guard service.mode != .observe, rollouts[service.name] == nil else { return false }
    guard case .ended(let ending) = course.state else { return true }
    let changed = course.position.tree.map { $0 != service.tree } ?? false
    guard try await mayReopen(course, ending, service, changed) else { return false }
    try await commit(course.receive(.reopened(changed: changed), at: world.alarm.now()))
    return true
  }

  private func mayReopen(
    _ course: Course, _ ending: Ending, _ service: ServiceDescription, _ changed: Bool
  ) async throws(Interruption) -> Bool {
    switch ending.outcome {
    case .proposed: return changed
    case .quarantined:
      if changed { return true }
      if case .refused = policy.mayAttempt(try await standing(of: course, service), at: world.alarm.now()) {
        return false
      }
      return true
    default: return true
    }
  }

  func knock(_ incident: String) {
    if knocked.insert(incident).inserted { door.knock.yield(incident) }
  }

  /// What an unfinished course means for others is known before anything is led.
  private func take(_ course: Course) {
    // A restart must not forget that many services fail at once.
    if course.incident.lastSeen != .unknown { noticed(course.incident.service, at: course.incident.lastSeen) }
    knock(course.incident.id)
    guard course.state.isUnderWay else { return }
    _ = turns.take(course.incident.id, of: course.incident.service)
    settle(course.incident, course.state)
  }

  /// A turn that was left in the middle is given back, unless the service runs what is not decided upon.
  private func leave(_ incident: String) {
    led.remove(incident)
    if !rollouts.values.contains(incident) { turns.give(incident) }
    ring()
  }

  private func rest(_ incident: String) {
    let now = world.alarm.now()
    if quiet.count > 1_000 { quiet = quiet.filter { $0.value > now } }
    quiet[incident] = now + policy.limits.backoff.first
  }

  private func report(_ words: String, of incident: String) {
    feed.publish(
      Progress(at: world.alarm.now(), service: "", incident: incident, attempt: 0, news: .trouble(words)))
  }
}
