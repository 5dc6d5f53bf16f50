import Healing
import Testing

@testable import HealingRuntime

/// Several patches pass all tests, and one of them is right.
@Suite struct PatchChoiceTests {
  private func patch(_ id: String, _ score: Double) -> Patch {
    Patch(id: id, parent: "d1", base: "", diff: id, title: id, score: score)
  }

  /// The ids of what is taken, or of what is left open.
  private func decide(
    _ patches: [Patch], before: [String: String], _ with: [[String: String]]
  ) -> (taken: String?, open: [String], why: String) {
    var choice = PatchChoice(patches)
    choice.behaviours = PatchBehaviours(before: before, with: with)
    return switch choice.decision {
    case .takes(let patch): (patch.id, [], "")
    case .leavesOpen(let patches, let why): (nil, patches.map(\.id), why)
    }
  }

  @Test func theFavouriteIsTakenWhereNothingWasSeen() {
    let patches = [patch("a", 0.3), patch("b", 0.3)]
    guard case .takes(let taken) = PatchChoice(patches).decision else {
      Issue.record("it must decide")
      return
    }
    #expect(taken.id == "a")
    #expect(decide(patches, before: [:], [[:], [:]]).taken == "a")
  }

  @Test func whatWasNotSeenSpeaksForNothing() {
    let (odd, other) = (["f(3)": "7"], ["f(3)": "6"])
    let patches = [patch("a", 0.3), patch("b", 0.25), patch("c", 0.29)]
    let decision = decide(patches, before: ["f(3)": "raises TypeError"], [odd, other, [:]])
    #expect(decision.open == ["a", "b"], "the third does not speak for the first")
    #expect(decide(patches, before: ["f(3)": "raises TypeError"], [[:], other, other]).taken == "a")
  }

  @Test func twoThatDoTheSameAreOne() {
    let same = ["f(1)": "2", "f(0)": "0"]
    let decision = decide([patch("a", 0.3), patch("b", 0.3)], before: ["f(1)": "1", "f(0)": "0"], [same, same])
    #expect(decision.taken == "a")
  }

  @Test func twoThatAreAsGoodAndDifferAreLeftToAPerson() {
    let decision = decide(
      [patch("a", 0.3), patch("b", 0.28)], before: ["f(1)": "1", "f(0)": "raises KeyError"],
      [["f(1)": "2", "f(0)": "0"], ["f(1)": "2", "f(0)": "9"]])
    #expect(decision.open == ["a", "b"] && decision.why == "f(0) gives 0 or 9")
  }

  @Test func manyWaysToTheSameSpeakForIt() {
    let (odd, right) = (["f(3)": "7"], ["f(3)": "6"])
    let patches = [patch("a", 0.3)] + ["b", "c", "d", "e", "f", "g"].map { patch($0, 0.29) }
    let decision = decide(patches, before: ["f(3)": "raises TypeError"], [odd] + .init(repeating: right, count: 6))
    #expect(decision.taken == "b")
  }

  @Test func whatChangesLessIsTrustedMore() {
    let before = ["f(1)": "1", "f(2)": "2", "f(3)": "3", "f(4)": "raises KeyError"]
    let mends = before.merging(["f(4)": "4"]) { $1 }
    let upsets = ["f(1)": "2", "f(2)": "3", "f(3)": "4", "f(4)": "4"]
    #expect(decide([patch("a", 0.3), patch("b", 0.28)], before: before, [upsets, mends]).taken == "b")
  }

  @Test func ofTwoThatAreAsGoodTheOneThatChangesLessIsTaken() {
    let before = ["read(3)": "'3'", "sum(3)": "raises TypeError"]
    let late = ["read(3)": "'3'", "sum(3)": "3"]
    let early = ["read(3)": "3", "sum(3)": "3"]
    #expect(decide([patch("a", 0.6), patch("b", 0.62)], before: before, [late, early]).taken == "a")
  }

  @Test func aClearFavouriteNeedsNoPerson() {
    let decision = decide(
      [patch("a", 0.8), patch("b", 0.3)], before: ["f(0)": "raises KeyError"], [["f(0)": "0"], ["f(0)": "9"]])
    #expect(decision.taken == "a")
  }
}
