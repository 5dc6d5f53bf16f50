public import Healing

/// Watches a source and reports events through ``StageCall/emit(_:stream:)``.
public protocol MonitorStage: Stage {
  /// Before the start: where reading stopped; none on a first run.
  mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure)
  /// Waits for data until the call's deadline at the latest, emits it and returns; it is called again at once.
  mutating func poll(_ call: StageCall) throws(StageFailure)
}

extension MonitorStage {
  /// For sources without a place to go on from: begins anew.
  public mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure) {}
}
