import Healing
import Policy

/// A point in time that is not midnight.
let noon = Timestamp(nanoseconds: 20_000 * 86_400_000_000_000 + 12 * 3_600_000_000_000)

func ago(_ duration: Duration) -> Timestamp { noon + .nanoseconds(-duration.nanoseconds) }

func standing(_ mode: Mode = .auto, _ change: (inout Standing) -> Void = { _ in }) -> Standing {
  var standing = Standing(service: "shop", mode: mode)
  change(&standing)
  return standing
}

func verified(
  kind: Patch.Kind = .source, suppresses: Bool = false, failed: Int = 0, flaky: Int = 0
) throws -> VerifiedPatch {
  let patch = Patch(
    id: "p", parent: "d", kind: kind, base: "tree", diff: "", title: "guard the key", score: 1, suppresses: suppresses)
  let verdict = Verdict(
    parent: "p", result: .accepted, reason: "ok", patchHash: "hash", tree: "tree", reproducedBefore: true,
    fixedAfter: true, passed: 9, failed: failed, flaky: flaky)
  guard let verified = VerifiedPatch(patch, verdict) else { throw NotAccepted() }
  return verified
}

struct NotAccepted: Error {}

extension Decision {
  var text: String {
    switch self {
    case .allowed: ""
    case .waits(let text, _), .refused(let text): text
    }
  }

  var until: Timestamp? { if case .waits(_, let until) = self { until } else { nil } }
}

func facts(_ paths: [String], lines: Int, suppresses: Bool = false) -> PatchFacts {
  PatchFacts(
    places: paths.map { Location(file: $0, line: 1, score: 1) }, lines: lines, suppresses: suppresses)
}
