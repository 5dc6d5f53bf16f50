public import Healing

extension HealingPolicy {
  /// Is this approval about this very patch, and in time?
  public func judge(_ approval: Approval, of verified: VerifiedPatch, at now: Timestamp) -> Decision {
    guard !approval.by.isEmpty else { return .refused("nobody is named as the one who approves") }
    guard approval.patchHash == verified.verdict.patchHash else {
      return .refused("the approval is for patch \(approval.patchHash), not for \(verified.verdict.patchHash)")
    }
    guard approval.base == verified.patch.base else {
      return .refused("the approval is for the tree \(approval.base), and the patch is for \(verified.patch.base)")
    }
    guard isFresh(approval, at: now) else {
      return .refused("the approval is older than \(words(limits.approvalLifetime)) (limits.approval_expires)")
    }
    return .allowed
  }

  /// Have enough different people approved, each in time?
  public func isEnough(_ approvals: [Approval], people: Int, at now: Timestamp) -> Bool {
    Set(approvals.filter { isFresh($0, at: now) }.map(\.by)).count >= people
  }

  private func isFresh(_ approval: Approval, at now: Timestamp) -> Bool {
    now - approval.at < limits.approvalLifetime
  }
}
