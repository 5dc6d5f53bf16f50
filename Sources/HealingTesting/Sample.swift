public import Healing
public import Orchestration
public import Policy
import Watch

/// Small values of the way, each with just what a course looks at.
public enum Sample {
  /// The service of all samples.
  public static let service = "shop"
  /// The hash of its source.
  public static let tree = "tree-1"

  /// A missing key in `total`.
  public static func incident(_ id: String = "i1", service: String = service, type: String = "KeyError") -> Incident {
    Incident(
      id: id, parent: "e1", at: .unknown, service: service, language: "python", fingerprint: id, title: "\(type): 'x'",
      type: type, firstSeen: .unknown, lastSeen: .unknown,
      frames: [StackFrame(file: "shop/cart.py", line: 12, symbol: "total", project: true)])
  }

  /// Its cause.
  public static func diagnosis(category: String = "missing-key") -> Diagnosis {
    Diagnosis(
      id: "d", parent: "i1", cause: "a key is missing", category: category, confidence: 0.9,
      locations: [Location(file: "shop/cart.py", line: 12, symbol: "total", score: 1)])
  }

  /// The `number`th patch; each changes the file in its own way.
  public static func patch(_ number: Int = 1, suppresses: Bool = false) -> Patch {
    Patch(
      id: "p\(number)", parent: "d", base: tree,
      diff: "--- a/shop/cart.py\n+++ b/shop/cart.py\n@@ -12 +12 @@\n-x\n+y\(number)\n", title: "patch \(number)",
      template: "template-\(number)", score: Double(100 - number), suppresses: suppresses,
      files: [FileChange(path: "shop/cart.py", base: "file-1", new: "file-\(number)")])
  }

  /// What a tester says of a patch.
  public static func verdict(
    on patch: Patch, _ result: Verdict.Result = .accepted, reason: String = "ok", failed: Int = 0
  ) -> Verdict {
    let accepted = result == .accepted
    return Verdict(
      id: "v-\(patch.id)", parent: patch.id, result: result, reason: reason, patchHash: "hash-\(patch.id)", tree: tree,
      reproducedBefore: accepted, fixedAfter: accepted, passed: 10, failed: failed)
  }

  /// A proven patch of any risk.
  public static func accepted(_ patch: Patch = patch(), risk: Risk = .r2) -> AcceptedPatch {
    guard let verified = VerifiedPatch(patch, verdict(on: patch)) else { preconditionFailure("not accepted") }
    return AcceptedPatch(
      verified, diagnosis: diagnosis(), facts: facts(patch), assessment: Assessment(risk, "as the test says"))
  }

  /// What the host finds out about it.
  public static func facts(_ patch: Patch) -> PatchFacts {
    PatchFacts(
      places: patch.files.map { Location(file: $0.path, line: 12, symbol: "total", score: 1) }, lines: 2,
      suppresses: patch.suppresses)
  }

  /// A row of a journal.
  public static func rollout(_ state: Rollout.State, generation: Int64 = 2) -> Rollout {
    Rollout(
      parent: "p1", rollout: "r1", service: service, target: "host", state: state, generation: generation,
      previous: generation - 1, patchHash: "hash-p1", tree: "tree-2", undo: .object([:]))
  }

  /// A watch after a minute with one error a second.
  public static let vigil = Vigil(since: .unknown, baseline: Baseline([Tally(Exposure(seconds: 60), errors: 60)]))

  /// Any failure.
  public static func failure(_ kind: StageFailure.Kind) -> StageFailure {
    StageFailure(kind, code: "test.\(kind.rawValue)", place: "the stage", message: "could not")
  }
}
