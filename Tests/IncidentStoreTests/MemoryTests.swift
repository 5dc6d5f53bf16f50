import Healing
import Testing

@testable import IncidentStore

/// What is remembered across incidents: fates, lessons, counted acts, outcomes, quarantine.
@Suite struct MemoryTests {
  let time = ManualTime()

  private func store() async throws -> SQLiteIncidentStore { try await SQLiteIncidentStore.memory(time: time) }

  @Test func aFateHoldsForThisPatchOnThisCode() async throws {
    let store = try await store()
    let course = try await store.newCourse()
    let key = PatchKey(service: "shop", patchHash: "p", targetHash: "t")
    var transition = Transition(course, to: "ended")
    transition.fates = [PatchFate(of: key, .rejected, reason: "regression", incident: course.incident)]
    let next = try await store.transition(transition)
    let found = try #require(try await store.fate(of: key))
    #expect(found.fate == .rejected && found.reason == "regression" && found.at == time.now())
    for other in [
      PatchKey(service: "billing", patchHash: "p", targetHash: "t"),
      PatchKey(service: "shop", patchHash: "q", targetHash: "t"),
      PatchKey(service: "shop", patchHash: "p", targetHash: "changed"),
    ] {
      #expect(try await store.fate(of: other) == nil)
    }
    transition = Transition(next, to: "ended")
    transition.fates = [PatchFate(of: key, .rolledBack, reason: "slow", incident: course.incident)]
    _ = try await store.transition(transition)
    #expect(try await store.fate(of: key)?.fate == .rolledBack)
  }

  @Test func lessonsAge() async throws {
    let store = try await store()
    var course = try await store.newCourse()
    let day = Duration.seconds(86_400)
    for lesson in [
      Lesson(exceptionType: "KeyError", template: "key-default", successes: 1, failures: 0),
      Lesson(exceptionType: "KeyError", template: "key-default", successes: 0, failures: 3),
      Lesson(exceptionType: "KeyError", template: "guard", successes: 1, failures: 0),
      Lesson(exceptionType: "TypeError", template: "guard", successes: 1, failures: 0),
    ] {
      var transition = Transition(course, to: "learned")
      transition.lessons = [lesson]
      course = try await store.transition(transition)
      time.advance(by: day * 90)
    }
    let counts = try await store.templateCounts(of: "KeyError", halfLife: day * 90)
    #expect(
      counts == [
        TemplateCount(exceptionType: "KeyError", template: "guard", successes: 0.25, failures: 0),
        TemplateCount(exceptionType: "KeyError", template: "key-default", successes: 0.0625, failures: 0.375),
      ])
    #expect(
      try await store.templateCounts(of: nil, halfLife: day).map(\.exceptionType) == [
        "KeyError", "KeyError", "TypeError",
      ])
    #expect(try await store.templateCounts(of: "ValueError", halfLife: day).isEmpty)
  }

  @Test func actsAreCountedPerServiceIncidentAndTime() async throws {
    let store = try await store()
    let begin = time.now()
    var incidents: [String] = []
    for (service, acts) in [("shop", [CountedAct.patch, .rollout]), ("billing", [.patch]), ("shop", [.rollback])] {
      var transition = Transition(try await store.newCourse("\(time.now())", service: service), to: "a")
      transition.acts = acts
      incidents.append(try await store.transition(transition).incident)
      time.advance(by: .seconds(3_600))
    }
    let hour = Duration.seconds(3_600)
    func times(
      _ act: CountedAct, service: String? = nil, incident: String? = nil, since: Timestamp = .unknown
    ) async throws -> [Timestamp] {
      try await store.times(of: act, service: service, incident: incident, since: since)
    }
    #expect(try await times(.patch) == [begin, begin + hour])
    #expect(try await times(.patch, service: "shop") == [begin])
    #expect(try await times(.patch, incident: incidents[1]) == [begin + hour])
    #expect(try await times(.patch, service: "shop", incident: incidents[1]).isEmpty)
    #expect(try await times(.patch, since: begin + .seconds(1)) == [begin + hour])
    #expect(try await times(.rollback, service: "shop", since: begin + hour * 2) == [begin + hour * 2])
    #expect(try await times(.rollback, service: "shop", since: begin + hour * 2 + .nanoseconds(1)).isEmpty)
    #expect(try await times(.heal).isEmpty)
  }

  @Test func theLastEndOfAnAttemptCounts() async throws {
    let store = try await store()
    var course = try await store.newCourse()
    for (attempt, outcome) in [
      (1, Outcome.rejected("regression")), (2, .proposed), (2, .rolledBack("slow")), (3, .healed),
    ] {
      course.attempt = attempt
      var transition = Transition(course, to: "ended", finished: true)
      transition.outcome = outcome
      course = try await store.transition(transition)
      time.advance(by: .seconds(60))
    }
    let outcomes = try await store.outcomes(of: course.incident, since: .unknown)
    #expect(outcomes.map(\.outcome) == ["rejected", "proposed", "rolled-back", "healed"])
    #expect(outcomes.map(\.reason) == ["regression", nil, "slow", nil])
    #expect(try await store.outcomes(of: nil, since: time.now() + .seconds(-60)).map(\.attempt) == [3])
    #expect(try await store.incident(course.incident).outcome?.outcome == "healed")
    #expect(try await store.incident(course.incident).incident.attempt == 3)
  }

  @Test func quarantineEndsByTimeOrByHand() async throws {
    let store = try await store()
    var course = try await store.newCourse()
    var transition = Transition(course, to: "quarantined")
    transition.quarantine = .begin(reason: "three failures", until: time.now() + .seconds(60))
    course = try await store.transition(transition)
    #expect(try await store.quarantines(service: "shop").map(\.reason) == ["three failures"])
    #expect(try await store.quarantines(service: "billing").isEmpty)
    time.advance(by: .seconds(61))
    #expect(try await store.quarantines(service: nil).isEmpty)

    transition = Transition(course, to: "quarantined")
    transition.quarantine = .begin(reason: "again", until: nil)
    course = try await store.transition(transition)
    time.advance(by: .seconds(1_000_000))
    #expect(try await store.quarantines(service: nil).map(\.incident) == [course.incident])
    transition = Transition(course, to: "new")
    transition.quarantine = .lift
    _ = try await store.transition(transition)
    #expect(try await store.quarantines(service: nil).isEmpty)
  }
}
