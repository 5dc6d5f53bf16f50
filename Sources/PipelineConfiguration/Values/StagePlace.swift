/// Where a plugin's code runs.
public enum StagePlace: String, Sendable, Hashable, CaseIterable {
  /// In the host: calls cost nanoseconds, and a crash is a crash of the host.
  case host
  /// In a process of its own: calls cost microseconds, and a crash is a result.
  case process
}
