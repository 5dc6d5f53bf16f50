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
  private func settle(_ incident: Incident, _ state: Course.State) {
    let wasRollout = rollouts[incident.service] == incident.id
    if state.isRollout {
      rollouts[incident.service] = incident.id
      reserved[incident.id] = incident.service
    } else if wasRollout {
      rollouts[incident.service] = nil
    }
    if !state.isRollout, state.name != .preparing { reserved[incident.id] = nil }
    let waitsOutside = !state.isUnderWay && state != .opened
    if waitsOutside, turns.give(incident.id, of: incident.service) || wasRollout { ring() }
  }

  /// The one place where a stage's failure becomes an outcome or a wait.
  func meaning(
    of failure: StageFailure, in course: Course, setbacks: Int
  ) async throws(Interruption) -> Course.Input {
    if Task.isCancelled { throw .stopped }
    tell(course.incident, .trouble("\(failure)"))
    guard waits(course.state, for: failure) else { return .failed(failure, try await begun(course)) }
    let pause = policy.limits.backoff.pause(afterFailures: setbacks)
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

  func rest(_ pause: Pause) async throws(Interruption) -> Course.Input {
    switch pause {
    case .held: await world.hold.released()
    case .backingOff(_, let until): await rest(until: until)
    }
    if Task.isCancelled { throw .stopped }
    return .resumed
  }

  private func rest(until time: Timestamp?) async {
    guard let time else { return await change() }
    while world.alarm.now() < time, !Task.isCancelled { await world.alarm.wait(until: time) }
  }

  func tell(_ incident: Incident, _ news: Progress.News) {
    feed.publish(
      Progress(
        at: world.alarm.now(), service: incident.service, incident: incident.id, attempt: incident.attempt, news: news))
  }
}
