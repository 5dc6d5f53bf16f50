import Healing
import Testing

@testable import Policy

@Suite struct RiskTests {
  private let policy = HealingPolicy()
  private let small = facts(["shop/cart.py"], lines: 2)

  @Test func aSmallProvenPatchIsR2() throws {
    #expect(policy.assess(try verified(), small).risk == .r2)
    let limit = facts(["a.py", "b.py"], lines: 20)
    #expect(policy.assess(try verified(), limit).risk == .r2)
  }

  @Test func aRestartIsR1() throws {
    #expect(
      policy.assess(try verified(kind: .mitigation), facts([], lines: 0)).risk == .r1)
  }

  @Test(arguments: [
    facts(["a.py"], lines: 21),
    facts(["a.py", "b.py", "c.py"], lines: 3),
    facts(["a.py"], lines: 1, suppresses: true),
  ])
  func largeAndHidingPatchesAreR3(facts: PatchFacts) throws {
    #expect(policy.assess(try verified(), facts).risk == .r3)
  }

  @Test func whatNobodyExaminedIsR3() throws {
    var unseen = small
    unseen.unexamined = "no gate"
    #expect(policy.assess(try verified(), unseen) == Assessment(.r3, "no gate"))
  }

  @Test func thePatchersOwnWordMakesItOnlyWorse() throws {
    #expect(policy.assess(try verified(suppresses: true), small).risk == .r3)
  }

  @Test func redAndFlakyTestsAreR3() throws {
    #expect(policy.assess(try verified(failed: 1), small).risk == .r3)
    #expect(policy.assess(try verified(flaky: 1), small).risk == .r3)
  }

  @Test(arguments: [
    "shop/payment.py", "auth/__init__.py", "db/migrations/0004_more.py", "src/userLogin.ts", "schema.sql",
  ])
  func sensitivePathsAreR4(path: String) throws {
    #expect(policy.assess(try verified(), facts(["a.py", path], lines: 1)).risk == .r4)
  }

  @Test(arguments: ["shop/author.py", "authored/x.py", "shop/repayments_of_debt.py"])
  func onlyWholeWordsAreSensitive(path: String) throws {
    #expect(policy.assess(try verified(), facts([path], lines: 1)).risk == .r2)
  }

  @Test func operatorsAddWords() throws {
    let policy = HealingPolicy(sensitive: SensitivePaths(more: ["Ledger"]))
    #expect(policy.assess(try verified(), facts(["ledger/x.py"], lines: 1)).risk == .r4)
  }
}
