import Healing
import Testing

@testable import Policy

@Suite struct RiskTests {
  private let policy = HealingPolicy()
  private let small = PatchFacts(paths: ["shop/cart.py"], lines: 2, suppresses: false)

  @Test func aSmallProvenPatchIsR2() throws {
    #expect(policy.assess(try verified(), small).risk == .r2)
    let limit = PatchFacts(paths: ["a.py", "b.py"], lines: 20, suppresses: false)
    #expect(policy.assess(try verified(), limit).risk == .r2)
  }

  @Test func aRestartIsR1() throws {
    #expect(
      policy.assess(try verified(kind: .mitigation), PatchFacts(paths: [], lines: 0, suppresses: false)).risk == .r1)
  }

  @Test(arguments: [
    PatchFacts(paths: ["a.py"], lines: 21, suppresses: false),
    PatchFacts(paths: ["a.py", "b.py", "c.py"], lines: 3, suppresses: false),
    PatchFacts(paths: ["a.py"], lines: 1, suppresses: true),
  ])
  func largeAndHidingPatchesAreR3(facts: PatchFacts) throws {
    #expect(policy.assess(try verified(), facts).risk == .r3)
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
    let facts = PatchFacts(paths: ["a.py", path], lines: 1, suppresses: false)
    #expect(policy.assess(try verified(), facts).risk == .r4)
  }

  @Test(arguments: ["shop/author.py", "authored/x.py", "shop/repayments_of_debt.py"])
  func onlyWholeWordsAreSensitive(path: String) throws {
    #expect(policy.assess(try verified(), PatchFacts(paths: [path], lines: 1, suppresses: false)).risk == .r2)
  }

  @Test func operatorsAddWords() throws {
    let policy = HealingPolicy(sensitive: SensitivePaths(more: ["Ledger"]))
    #expect(policy.assess(try verified(), PatchFacts(paths: ["ledger/x.py"], lines: 1, suppresses: false)).risk == .r4)
  }
}
