import FoundationEssentials
import Healing
import HealingTesting
import Learning
import Orchestration
import Policy
import SystemCalls
import Testing

/// What is stored with the lines of the course.
@Suite struct TransitionTests {
  private static let served = """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2) --lost--> verifying(2/2)
      --accepted--> preparing --prepared--> switching --switched--> watching
    """

  private func drawing(_ text: String) -> CourseDrawing {
    var drawing = CourseDrawing()
    #expect(drawing.draw(text) == line(text))
    return drawing
  }

  @Test func everyLineHasItsOwnRevisionAndAWordForTheAudit() {
    let transitions = drawing(Self.served + " --healed--> promoting --promoted--> ended(healed)").transitions
    #expect(transitions.map(\.revision) == Array(0..<9))
    for transition in transitions { #expect(!transition.audit.isEmpty, "\(transition)") }
  }

  @Test func theRecordsOfTheWayAreStoredWhereTheyArise() {
    let records = drawing(Self.served).transitions.map(\.records)
    let patches = [Course.Record.patch(Sample.patch(1)), .patch(Sample.patch(2))]
    #expect(records[1] == [.diagnosis(Sample.diagnosis())])
    #expect(records[2] == patches)
    #expect(records[3] == [.verdict(Sample.verdict(on: Sample.patch(1), .rejected, reason: "regression"))])
    #expect(records[4] == [.verdict(Sample.verdict(on: Sample.patch(2)))])
  }

  @Test func aHealedIncidentTeachesAndForgets() throws {
    let end = try #require(drawing(Self.served + " --healed--> promoting --promoted--> ended(healed)").transitions.last)
    #expect(end.outcome == .healed)
    #expect(end.act == .heal)
    #expect(end.lesson == .healed(Sample.patch(2), Sample.incident()))
    #expect(end.to.setbacks.isEmpty)
  }

  @Test func aRollbackIsRememberedAndCounts() throws {
    let drawing = drawing(Self.served + " --regressed--> rolling-back --rolled-back--> ended(rolled-back)")
    let end = try #require(drawing.transitions.last)
    #expect(end.act == .rollback)
    #expect(end.lesson == .failed(Sample.patch(2), Sample.incident()))
    #expect(end.fates.map(\.patch) == [TriedPatch(Sample.patch(2), service: "shop")])
    #expect(end.fates.map(\.kind) == [.rolledBack])
    #expect(end.to.setbacks.count == 1)
  }

  @Test func onlyRefutedCandidatesAreRemembered() {
    func fates(_ loss: String) -> [Course.Fate.Kind] {
      drawing(
        "opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2) --lost(\(loss))--> verifying(2/2)"
      ).transitions[3].fates.map(\.kind)
    }
    #expect(fates("rejected") == [.rejected])
    #expect(fates("refused") == [.refused])
    #expect(fates("inconclusive") == [])
    #expect(fates("remembered") == [])
  }

  @Test func aPatchIsCountedBeforeItServes() {
    let acts = drawing(Self.served).transitions.map(\.act)
    #expect(acts == [nil, nil, nil, nil, nil, .rollout, nil])
  }

  @Test func attemptsAreNumberedAndSetbacksKept() {
    let once = "opened --admitted--> analyzing --undiagnosed--> ended(inconclusive) --reopened--> "
    let course = drawing(once + once + "opened").course
    #expect(course.incident.attempt == 3)
    #expect(course.position.setbacks.count == 2)
    let changed = drawing(once + "opened --refused--> ended(quarantined) --reopened(changed)--> opened").course
    #expect(changed.position.setbacks.isEmpty)
  }

  @Test(arguments: Course.State.Name.allCases)
  func aStoredPositionIsReadAsItWas(_ name: Course.State.Name) throws {
    let walk = drawing(
      """
      opened --held--> waiting(held) --resumed--> opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)-->
        verifying(1/2) --accepted(R3)--> awaiting-approval --approved--> preparing --prepared--> switching --switched-->
        watching --healed--> promoting --failed--> rolling-back --rolled-back--> ended(abandoned)
      """)
    let position = try #require(walk.transitions.last { $0.to.state.name == name }?.to)
    let stored = try JSONEncoder().encode(position)
    #expect(try JSONDecoder().decode(Course.Position.self, from: stored) == position)
  }

  @Test func aStoredPatchWithoutItsVerdictIsNone() throws {
    let stored = String(decoding: try JSONEncoder().encode(Sample.accepted()), as: UTF8.self)
    for lie in ["\"result\":\"rejected\"", "\"result\":\"inconclusive\""] {
      let forged = stored.replacing("\"result\":\"accepted\"", with: lie)
      #expect(forged != stored)
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(AcceptedPatch.self, from: Data(forged.utf8)) }
    }
  }

  @Test func anImpossibleInputNamesStateAndInput() throws {
    let result = try CourseWalk.run("impossible")
    #expect(result.reason == .signal)
    #expect(result.errorText.contains("a course in state opened cannot take promoted"))
  }
}
