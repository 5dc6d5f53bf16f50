import Healing
import Testing

@testable import IncidentStore

@Suite struct TransitionTests {
  let time = ManualTime()

  private func store() async throws -> SQLiteIncidentStore { try await SQLiteIncidentStore.memory(time: time) }

  private func patch(_ id: String, _ course: CourseRecord, title: String = "guard the key") throws -> StoredRecord {
    try StoredRecord(
      Patch(id: id, parent: "diagnosis", base: "tree", diff: nil, title: title, score: 0.5), incident: course.incident,
      attempt: course.attempt)
  }

  @Test func aStepIsStoredWhole() async throws {
    let store = try await store()
    let course = try await store.newCourse()
    #expect(course.state == CourseRecord.new && course.revision == 0 && course.unseen == 1 && !course.finished)
    var transition = Transition(course, to: "proposed", records: [try patch("p1", course)])
    transition.course.data = #"{"candidates":3}"#
    transition.course.notBefore = time.now() + .seconds(10)
    let stored = try await store.transition(transition)
    var expected = transition.course
    expected.revision = 1
    expected.updatedAt = time.now()
    expected.unseen = 0
    #expect(stored == expected)
    #expect(try await store.course(of: course.incident) == expected)
    #expect(try await store.records(of: course.incident, schema: .patch) == transition.records)
    let audit = try await store.explain(course.incident).audit
    #expect(audit.map(\.action) == ["course.proposed"])
    #expect(audit[0].detail.contains(#""from":"new""#) && audit[0].detail.contains(#""to":"proposed""#))
  }

  @Test func nothingIsDoneTwice() async throws {
    let store = try await store()
    let course = try await store.newCourse()
    var transition = Transition(course, to: "proposed", records: [try patch("p1", course)])
    transition.acts = [.patch]
    _ = try await store.transition(transition)
    let failure = await #expect(throws: StoreFailure.self) { try await store.transition(transition) }
    #expect(failure?.kind == .conflict)
    #expect(failure?.what.contains("revision 0, but the course has revision 1 (proposed)") == true)
    #expect(try await store.times(of: .patch, service: "shop", incident: nil, since: .unknown).count == 1)
    #expect(try await store.verifyAudit().entries == 1)
  }

  @Test func ofManyThatDecideAtOnceOneWins() async throws {
    let store = try await store()
    let course = try await store.newCourse()
    let wins = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<20 {
        group.addTask {
          do { return try await store.transition(Transition(course, to: "state-\(number)")).revision == 1 } catch {
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try await store.course(of: course.incident).revision == 1)
  }

  @Test func aStepThatFailsAtItsEndLeavesNothing() async throws {
    let store = try await store()
    let course = try await store.newCourse()
    var transition = Transition(course, to: "proposed", records: [try patch("p1", course)])
    transition.acts = [.patch]
    _ = try await store.transition(transition)

    var again = Transition(try await store.course(of: course.incident), to: "ended", records: [try patch("p2", course)])
    again.acts = [.patch]
    again.outcome = .healed
    again.course.data = "{not json"
    let invalid = await #expect(throws: StoreFailure.self) { try await store.transition(again) }
    #expect(invalid?.kind == .invalid)

    #expect(try await store.outcomes(of: nil, since: .unknown).isEmpty)
    #expect(try await store.course(of: course.incident).revision == 1)
    #expect(try await store.records(of: course.incident, schema: nil).map(\.id) == ["p1"])
    #expect(try await store.times(of: .patch, service: nil, incident: nil, since: .unknown).count == 1)
    #expect(try await store.verifyAudit().entries == 1)
  }

  @Test func recordsAreNeverChanged() async throws {
    let store = try await store()
    let course = try await store.newCourse()
    let next = try await store.transition(Transition(course, to: "a", records: [try patch("p1", course)]))
    let same = try await store.transition(Transition(next, to: "b", records: [try patch("p1", course)]))
    let other = Transition(same, to: "c", records: [try patch("p1", course, title: "another")])
    let failure = await #expect(throws: StoreFailure.self) { try await store.transition(other) }
    #expect(failure?.kind == .conflict && failure?.place == "record p1")
    let nameless = Transition(same, to: "c", records: [try patch("", course)])
    #expect(await #expect(throws: StoreFailure.self) { try await store.transition(nameless) }?.kind == .invalid)
    #expect(try await store.records(of: course.incident, schema: nil) == [try patch("p1", course)])
    #expect(try await store.verifyAudit().firstBreak == nil)
  }

  @Test func anUnknownIncidentIsMissing() async throws {
    let store = try await store()
    let course = CourseRecord(incident: "nothing", service: "shop")
    #expect(
      await #expect(throws: StoreFailure.self) { try await store.transition(Transition(course, to: "a")) }?.kind
        == .missing)
    #expect(await #expect(throws: StoreFailure.self) { try await store.course(of: "nothing") }?.kind == .missing)
  }

  @Test func unfinishedIsWhatHasSomethingLeftToDo() async throws {
    let store = try await store()
    let first = try await store.newCourse("a")
    time.advance(by: .seconds(1))
    let second = try await store.newCourse("b")
    #expect(try await store.unfinished() == [first, second])
    time.advance(by: .seconds(1))
    let begun = try await store.transition(Transition(first, to: "diagnosed"))
    #expect(try await store.unfinished() == [second, begun])
    let ended = try await store.transition(Transition(second, to: "ended", finished: true))
    #expect(try await store.unfinished() == [begun])
    _ = try await store.ingest([event("late", "b")], cursor: nil)
    let back = try await store.unfinished()
    #expect(
      back.map(\.incident) == [begun.incident, ended.incident]
        || back.map(\.incident) == [ended.incident, begun.incident])
    #expect(back.first { $0.incident == ended.incident }?.unseen == 1)
  }
}
