import Healing
import Policy

/// How stages are called, and what they are given.
extension Healer {
  func pipeline(_ course: Course) throws(Interruption) -> HealingPipeline {
    if let pipeline = pipelines[course.incident.service] { return pipeline }
    throw .stage(
      StageFailure(
        .busy, code: "pipeline.missing", place: course.incident.service,
        message: "no pipeline heals this service any more; add it to `services` of one"))
  }

  func describe(_ course: Course) async throws(Interruption) -> ServiceDescription {
    let pipeline = try pipeline(course)
    return try await Interruption.stage(pipeline.describe)
  }

  func standing(of course: Course, _ service: ServiceDescription) async throws(Interruption) -> Standing {
    let now = world.alarm.now()
    let longest = max(policy.limits.healWindow, policy.limits.rollbackWindow)
    let history = try await ledger.history(
      of: course.incident, since: now + .nanoseconds(-longest.nanoseconds), until: now)
    var standing = Standing(service: service.name, mode: service.mode)
    standing.hold = world.hold.reason
    standing.setbacks = course.position.setbacks
    standing.heals = history.heals
    standing.rollbacks = history.rollbacks
    standing.patchesToday = history.patchesToday
    standing.failing = failing
    return standing
  }

  /// The same name in every repetition and after a crash.
  func workID(_ course: Course, _ verb: Progress.Verb, _ part: String? = nil) -> String {
    ([course.incident.id, String(course.incident.attempt), verb.rawValue] + [part].compactMap { $0 })
      .joined(separator: "/")
  }

  func work(
    _ course: Course, _ verb: Progress.Verb, _ part: String? = nil
  ) async throws(Interruption) -> Work {
    let service = try await describe(course)
    let events = try await ledger.events(of: course.incident.id)
    return Work(id: workID(course, verb, part), service: service, events: events, incident: course.incident)
  }

  /// Calls a stage: in time, and again where that may help.
  func call<Stage: Sendable, Answer: Sendable>(
    _ staged: Staged<Stage>, _ verb: Progress.Verb, _ work: Work,
    _ body: @escaping @Sendable (Stage, Work) async throws(StageFailure) -> Answer
  ) async throws(Interruption) -> Answer {
    var work = work
    work.timeout = staged.timeout
    while true {
      do {
        return try await timed(staged, verb, work, body)
      } catch {
        if Task.isCancelled { throw .stopped }
        guard error.mayPass, work.attempt <= staged.retries else { throw .stage(error) }
        work.attempt += 1
      }
    }
  }

  private func timed<Stage: Sendable, Answer: Sendable>(
    _ staged: Staged<Stage>, _ verb: Progress.Verb, _ work: Work,
    _ body: @escaping @Sendable (Stage, Work) async throws(StageFailure) -> Answer
  ) async throws(StageFailure) -> Answer {
    let began = ContinuousClock.now
    func ended(_ failure: StageFailure?) {
      guard let incident = work.incident else { return }
      tell(incident, .ended(verb, stage: staged.id, took: .now - began, failure: failure))
    }
    if let incident = work.incident { tell(incident, .began(verb, stage: staged.id)) }
    do {
      let answer = try await inTime(staged.timeout, of: staged.id, world.alarm) { () throws(StageFailure) in
        try await body(staged.stage, work)
      }
      ended(nil)
      return answer
    } catch {
      ended(error)
      throw error
    }
  }
}

extension Staged {
  /// Whether it is asked about the incident of this work.
  func isFor(_ work: Work, of course: Course) -> Bool {
    applies(course.incident, work.events.map(\.severity).max() ?? .error)
  }

  /// The next of its kind is asked. What nobody here is responsible for never stops anything.
  func goesOn(after failure: StageFailure) -> Bool {
    failure.kind == .unsupported || (onFailure == .next && failure.kind != .busy && failure.kind != .cancelled)
  }
}

extension StageFailure {
  /// The same call may go well the next time.
  fileprivate var mayPass: Bool { kind == .timeout || kind == .crashed || kind == .busy }
}
