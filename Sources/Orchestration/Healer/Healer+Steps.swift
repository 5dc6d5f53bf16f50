import Healing
import Policy

/// What stands between an action and the next state.
extension Healer {
  /// Stores a step, and then tells of it. Only now it counts.
  func commit(_ transition: Course.Transition) async throws(Interruption) {
    let points = transition.to.state.name.failurePoints
    FailurePoint.reached(points.before)
    try await ledger.commit(transition)
    FailurePoint.reached(points.after)
    tell(transition.incident, .moved(from: transition.from, to: transition.to.state, note: transition.audit))
    settle(transition.incident, transition.to.state)
  }

  /// One attempt at a time for each service.
  func takeTurn(_ course: Course) async throws(Interruption) {
    let (incident, service) = (course.incident.id, course.incident.service)
    guard course.state.isUnderWay || course.state == .opened else { return }
    while !turns.take(incident, of: service) {
      if Task.isCancelled { throw .stopped }
      await change()
    }
    settle(course.incident, course.state)
  }

  /// What the state means for other courses.
  func settle(_ incident: Incident, _ state: Course.State) {
    if state.isRollout {
      rollouts[incident.service] = incident.id
      reserved[incident.id] = incident.service
      return
    }
    if rollouts[incident.service] == incident.id { rollouts[incident.service] = nil }
    if state.name != .preparing { reserved[incident.id] = nil }
    if !state.isUnderWay, state != .opened {
      turns.give(incident.id)
      ring()
    }
  }

  /// What a failure is for a course: an outcome, or a pause that grows with every failure in a row.
  func meaning(
    of failure: StageFailure, in course: Course, failures: Int
  ) async throws(Interruption) -> Course.Input {
    if Task.isCancelled { throw .stopped }
    tell(course.incident, .trouble("\(failure)"))
    guard waits(course.state, for: failure) else { return .failed(failure, try await begun(course)) }
    let pause = policy.limits.backoff.pause(afterFailures: failures)
    return .postponed(.backingOff("\(failure)", until: world.alarm.now() + pause))
  }

  /// A service whose generation is not decided upon is never left alone: there it is tried again for as long as it takes.
  private func waits(_ state: Course.State, for failure: StageFailure) -> Bool {
    switch (state, failure.kind) {
    case (_, .busy), (_, .cancelled), (.opened, _), (.watching, _), (.rollingBack, _): true
    case (.promoting, .timeout), (.promoting, .crashed): true
    default: false
    }
  }

  /// The last row of a rollout that this attempt began.
  func begun(_ course: Course) async throws(Interruption) -> Rollout? {
    let last = try await ledger.lastRollout(of: course.incident.id)
    return last?.rollout == workID(course, .prepare) ? last : nil
  }

  /// The pause is over when its time has come; without a time, when something changed since the decision.
  func rest(_ pause: Pause, _ footing: inout Footing) async throws(Interruption) -> Course.Input {
    switch pause {
    case .held: await world.hold.released()
    case .backingOff(_, let until?): await world.alarm.wait(until: until)
    case .backingOff(_, nil): if bell.rings == footing.heard { await change() }
    }
    if Task.isCancelled { throw .stopped }
    footing.mayBeDone = true
    return .resumed
  }

  func tell(_ incident: Incident, _ news: Progress.News) {
    feed.publish(
      Progress(
        at: world.alarm.now(), service: incident.service, incident: incident.id, attempt: incident.attempt, news: news))
  }
}
