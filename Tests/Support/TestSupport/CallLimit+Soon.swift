public import Healing
import Synchronization

extension CallLimit {
  /// A limit that is over when it has been asked some times: so what it ends is under way.
  public static func soon() -> CallLimit {
    let asked = Asked()
    return CallLimit(deadline: nil) { asked.count.add(1, ordering: .relaxed).newValue > 5 }
  }

  private final class Asked: Sendable { let count = Atomic(0) }
}
