import Healing
import Synchronization

/// Remembers what was found without a patch, so that many candidates on one tree pay for it once.
public final class BaselineCache: Sendable {
  struct Key: Hashable {
    var service: String
    var tree: String
    var command: [String]
    var reproduction: Reproduction
  }

  private let known = Mutex<[(key: Key, baseline: SuiteBaseline)]>([])

  /// An empty cache. It keeps the last eight.
  public init() {}

  func baseline(
    for key: Key, _ find: () throws(StageFailure) -> SuiteBaseline
  ) throws(StageFailure) -> SuiteBaseline {
    if var baseline = known.withLock({ $0.first { $0.key == key }?.baseline }) {
      baseline.processes = 0
      return baseline
    }
    let baseline = try find()
    known.withLock { known in
      known.append((key, baseline))
      if known.count > 8 { known.removeFirst() }
    }
    return baseline
  }
}
