/// What functions do with patches: each call that was made, with what it gave.
struct PatchBehaviours: Sendable {
  /// Without a patch.
  let before: [String: String]
  /// With each of the patches, in their order.
  let with: [[String: String]]

  /// Whether no call tells one patch from another.
  func agree(_ first: Int, _ second: Int) -> Bool { difference(first, second).isEmpty }

  /// The first call that tells two patches apart, with what each gives; empty where none does.
  func difference(_ first: Int, _ second: Int) -> String {
    let (ours, theirs) = (with[first], with[second])
    let calls = ours.filter { call, gives in theirs[call].map { $0 != gives } ?? false }
    guard let (call, gives) = calls.min(by: { $0.key < $1.key }) else { return "" }
    return "\(call) gives \(gives) or \(theirs[call] ?? "")"
  }

  /// 0 to 1: how much of what did not fail before is different with the patch.
  func upheaval(_ patch: Int) -> Double {
    let kept = with[patch].filter { call, _ in before[call].map { !$0.hasPrefix("raises ") } ?? false }
    return kept.isEmpty ? 0 : Double(kept.count { $0.value != before[$0.key] }) / Double(kept.count)
  }
}
