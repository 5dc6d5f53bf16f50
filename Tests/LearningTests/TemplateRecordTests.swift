import Healing
import Testing

@testable import Learning

@Suite struct TemplateRecordTests {
  private let incident = Incident(
    id: "i", parent: "e", at: .unknown, service: "shop", language: "python", fingerprint: "f", title: "KeyError",
    type: "KeyError", firstSeen: .unknown, lastSeen: .unknown)

  private func patch(_ template: String, score: Double, suppresses: Bool = false) -> Patch {
    Patch(parent: "d", base: "", diff: "", title: "", template: template, score: score, suppresses: suppresses)
  }

  private func order(_ record: TemplateRecord, _ patches: Patch...) -> [String?] {
    record.ranked(patches, for: incident).map(\.template)
  }

  @Test func withoutARecordThePatchersOrderStands() {
    let order = order(TemplateRecord(), patch("c", score: 1), patch("a", score: 3), patch("b", score: 2))
    #expect(order == ["a", "b", "c"])
  }

  @Test func whatFailedStepsBackAndWhatHealedStepsForward() {
    var record = TemplateRecord()
    record.add(BetaCount(failures: 12), exceptionType: "KeyError", template: "a")
    record.add(BetaCount(successes: 12), exceptionType: "KeyError", template: "b")
    #expect(order(record, patch("a", score: 3), patch("b", score: 2), patch("c", score: 1)).first == "b")
  }

  @Test func whatHidesTheErrorComesLast() {
    var record = TemplateRecord()
    record.add(BetaCount(successes: 100), exceptionType: "KeyError", template: "hide")
    #expect(order(record, patch("hide", score: 9, suppresses: true), patch("a", score: 1)) == ["a", "hide"])
  }

  @Test func whatIsKnownOfOtherClassesIsThePrior() {
    var record = TemplateRecord()
    record.add(BetaCount(successes: 12), exceptionType: "IndexError", template: "guard")
    let known = record.expectation(exceptionType: "KeyError", template: "guard")
    let unknown = record.expectation(exceptionType: "KeyError", template: "never-seen")
    #expect(known > unknown)
    #expect(unknown > 0.5)
    #expect(record.expectation(exceptionType: "IndexError", template: "guard") > known)
  }

  @Test func aRollbackWeighsThree() throws {
    let patch = patch("a", score: 1)
    let healed = try #require(TemplateLesson.healed(patch, incident))
    let failed = try #require(TemplateLesson.failed(patch, incident))
    #expect((healed.successes, healed.failures) == (1, 0))
    #expect((failed.successes, failed.failures) == (0, 3))
  }
}
