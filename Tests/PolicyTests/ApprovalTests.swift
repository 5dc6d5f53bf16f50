import Healing
import Testing

@testable import Policy

@Suite struct ApprovalTests {
  private let policy = HealingPolicy()
  private let good = Approval(patchHash: "hash", base: "tree", by: "ada", at: noon)

  @Test func anApprovalIsForThisPatchOnThisTree() throws {
    let patch = try verified()
    #expect(policy.judge(good, of: patch, at: noon) == .allowed)
    #expect(
      policy.judge(Approval(patchHash: "other", base: "tree", by: "ada", at: noon), of: patch, at: noon) != .allowed)
    #expect(
      policy.judge(Approval(patchHash: "hash", base: "other", by: "ada", at: noon), of: patch, at: noon) != .allowed)
    #expect(policy.judge(Approval(patchHash: "hash", base: "tree", by: "", at: noon), of: patch, at: noon) != .allowed)
  }

  @Test func itExpires() throws {
    #expect(policy.judge(good, of: try verified(), at: noon + .seconds(1799)) == .allowed)
    #expect(policy.judge(good, of: try verified(), at: noon + .seconds(1800)).text.contains("limits.approval_expires"))
  }

  @Test func twoPeopleAreTwoNames() {
    let again = Approval(patchHash: "hash", base: "tree", by: "ada", at: noon + .seconds(1))
    let other = Approval(patchHash: "hash", base: "tree", by: "grace", at: noon + .seconds(900))
    #expect(!policy.isEnough([good, again], people: 2, at: noon + .seconds(1)))
    #expect(policy.isEnough([good, other], people: 2, at: noon + .seconds(900)))
    #expect(!policy.isEnough([good, other], people: 2, at: noon + .seconds(1800)))
  }
}
