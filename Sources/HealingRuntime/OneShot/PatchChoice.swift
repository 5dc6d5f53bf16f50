import Healing

/// Which of several patches that pass all tests is taken.
///
/// Patches that do the same count as one, for which all of them speak: what is right can often be written in several
/// ways, and what only fits the tests seldom. It loses trust with what it changes that nothing asked it to change; of two
/// that are nearly as good the one that changes less is taken, and a person must choose where that does not tell.
struct PatchChoice {
  enum Decision {
    case takes(Patch)
    /// A person must choose; with what tells them apart.
    case leavesOpen([Patch], String)
  }

  private let patches: [Patch]
  /// What they do; nil where that was not seen.
  var behaviours: PatchBehaviours?

  /// Where the second best has that part of the best one's trust, the two are as good: nearly all of it for a template that
  /// knows the failure, less for what fits any code, whose scores say little. The second is from the mutants of the tuned
  /// corpus: of 48 patches two that were wrong had a rival above 0.7, and none that was right where both change as much.
  private static let margin = (known: 0.95, any: 0.7)
  /// From this score on a template knows the failure.
  private static let known = 0.5
  /// What each further way to the same adds.
  private static let support = 0.1
  /// What is left of the trust in a patch that changes everything that was not known to be wrong.
  private static let upheaval = 0.6

  /// - Parameter patches: at least one; the patcher's favourite first.
  init(_ patches: [Patch]) { self.patches = patches }

  /// Patches between which no call tells.
  private struct Camp {
    var members: [Int]
    var trust: Double
  }

  /// The answer, from all that is known.
  var decision: Decision {
    guard let behaviours, !behaviours.before.isEmpty, !behaviours.with[0].isEmpty else { return .takes(patches[0]) }
    let camps = camps(by: behaviours)
    let ours = camps[0].members[0]
    let margin = patches[ours].score >= Self.known ? Self.margin.known : Self.margin.any
    guard camps.count > 1, camps[1].trust >= camps[0].trust * margin else { return .takes(patches[ours]) }
    let theirs = camps[1].members[0]
    if behaviours.upheaval(ours) < behaviours.upheaval(theirs) { return .takes(patches[ours]) }
    return .leavesOpen([patches[ours], patches[theirs]], behaviours.difference(ours, theirs))
  }

  /// What was weighed, a line for each thing that patches do; empty where nothing was seen of them.
  var weighed: [String] {
    guard let behaviours else { return [] }
    return camps(by: behaviours).map { camp in
      let first = camp.members[0]
      let part = Int((behaviours.upheaval(first) * 100).rounded())
      return "[\(patches[first].template ?? "-")] \(patches[first].title): trust \(Int(camp.trust * 1000))/1000, "
        + "\(camp.members.count) do the same, \(part)% of what did not fail becomes different"
    }
  }

  /// The most trusted first.
  private func camps(by behaviours: PatchBehaviours) -> [Camp] {
    var camps: [Camp] = []
    // A patch of which nothing was seen speaks for nothing.
    for (number, patch) in patches.enumerated() where !behaviours.with[number].isEmpty {
      let score = patch.score * (1 - (1 - Self.upheaval) * behaviours.upheaval(number))
      if let camp = camps.firstIndex(where: { behaviours.agree($0.members[0], number) }) {
        camps[camp].members.append(number)
        camps[camp].trust = max(camps[camp].trust, score) * (1 + Self.support)
      } else {
        camps.append(Camp(members: [number], trust: score))
      }
    }
    return camps.enumerated().sorted { ($1.element.trust, $0.offset) < ($0.element.trust, $1.offset) }.map(\.element)
  }
}
