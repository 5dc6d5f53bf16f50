public import Healing
public import Policy

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
      for course in unfinished { group.addTask { await self.lead(course.incident.id) } }
      for await incident in door.knocks { group.addTask { await self.lead(incident) } }
      group.cancelAll()
    }
    feed.finish()
  }

  /// An incident got events. It is led, unless it is already, or the events belong to the verdict about a rollout.
  public func offer(_ incident: Incident) {
    noticed(incident.service, at: incident.lastSeen == .unknown ? world.alarm.now() : incident.lastSeen)
    guard !led.contains(incident.id) else { return }
    guard rollouts[incident.service] == nil else { return }
    door.knock.yield(incident.id)
  }

  /// A service failed: many that fail within a minute have a cause that no patch removes.
  public func noticed(_ service: String, at time: Timestamp) {
    failing[service] = max(failing[service] ?? time, time)
  }

  /// Whether somebody leads the incident now; what else happens to it belongs to that attempt.
  public func isLed(_ incident: String) -> Bool { led.contains(incident) }

  /// Something that limits rest on was changed from outside: who waits for it looks again.
  public func reconsider() { ring() }

  /// Takes a person's answer to a patch that waits for one.
  /// - Returns: whether the answer counts, and if not, why.
  public func answer(_ answer: Answer, to incident: String) async throws(LedgerFailure) -> Decision {
    let course = try await world.ledger.course(of: incident)
    guard let patch = course.patchToAnswer else {
      return .refused("no patch of incident \(incident) waits for an answer: it is \(course.state)")
    }
    if case .approve(let approval) = answer {
      let decision = policy.judge(approval, of: patch.verified, at: world.alarm.now())
      if decision != .allowed { return decision }
    }
    answers[incident, default: []].append(answer)
    if led.contains(incident) { ring() } else { door.knock.yield(incident) }
    return .allowed
  }
}

extension Healer {
  /// Leads an incident until nothing is left to do. After a rollback it comes to the door again by itself.
  private func lead(_ incident: String) async {
    guard led.insert(incident).inserted else { return }
    var troubles = 0
    while !Task.isCancelled {
      do {
        guard try await enter(incident) else { break }
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

  /// What a person says to a patch that waits for it.
  func ask(_ course: Course) async throws(Interruption) -> Course.Input {
    while true {
      if let answer = nextAnswer(for: course.incident.id), let input = input(answer, course) { return input }
      if Task.isCancelled { throw .stopped }
      if answers[course.incident.id] == nil { await change() }
    }
  }

  private func nextAnswer(for incident: String) -> Answer? {
    guard var waiting = answers[incident], !waiting.isEmpty else { return nil }
    let answer = waiting.removeFirst()
    answers[incident] = waiting.isEmpty ? nil : waiting
    return answer
  }

  /// Nil: the answer is about another patch, or too late.
  private func input(_ answer: Answer, _ course: Course) -> Course.Input? {
    guard let patch = course.patchToAnswer else { return nil }
    switch answer {
    case .decline(let person, let why): return .declined(by: person, why)
    case .approve(let approval):
      let now = world.alarm.now()
      guard policy.judge(approval, of: patch.verified, at: now) == .allowed else { return nil }
      let enough = policy.isEnough(patch.approvals + [approval], people: patch.people, at: now)
      return .approved(approval, enough: enough)
    }
  }

  /// What an unfinished course means for others is known before anything is led.
  private func take(_ course: Course) {
    guard course.state.isUnderWay else { return }
    _ = turns.take(course.incident.id, of: course.incident.service)
    if course.state.isRollout {
      rollouts[course.incident.service] = course.incident.id
      reserved[course.incident.id] = course.incident.service
    }
  }

  private func leave(_ incident: String) {
    led.remove(incident)
    ring()
  }

  private func report(_ words: String, of incident: String) {
    feed.publish(
      Progress(at: world.alarm.now(), service: "", incident: incident, attempt: 0, news: .trouble(words)))
  }
}

extension Course {
  /// The patch that waits for a person.
  fileprivate var patchToAnswer: AcceptedPatch? {
    switch state {
    case .awaitingApproval(let patch): patch
    case .ended(let ending) where ending.outcome == .proposed: ending.patch
    default: nil
    }
  }
}
