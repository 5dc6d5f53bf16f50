import Healing
import HealingRuntime
import Orchestration

/// What the play reacts to, in the order in which it comes.
enum DemoEvent: Sendable {
  /// A second went by.
  case tick
  case news(HostNews, at: Timestamp)
  case step(Progress)
  /// The host ended before its time.
  case hostEnded(String)
}
