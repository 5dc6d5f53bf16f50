public import Healing

/// The candidates of one patcher and which of them is being tried.
public struct Trial: Sendable, Hashable, Codable {
  /// The search that they belong to.
  public let search: Search
  /// In the order in which they are tried; at least one.
  public let candidates: [Patch]
  /// The one that is tried now, from 0.
  public let index: Int

  /// A trial that begins with the first candidate; nil: there is none.
  init?(_ search: Search, _ candidates: [Patch], index: Int = 0) {
    guard candidates.indices.contains(index) else { return nil }
    self.search = search
    self.candidates = candidates
    self.index = index
  }

  /// The candidate that is tried now.
  public var candidate: Patch { candidates[index] }

  /// The trial of the next candidate, or when there is none the next patcher's turn.
  func after(_ loss: Loss) -> Course.State {
    let search = search.without(loss)
    return Trial(search, candidates, index: index + 1).map(Course.State.verifying) ?? .proposing(search.onward())
  }
}
