public import Healing

/// An analyzer that answers what its test says.
public struct ScriptedAnalyzer: Analyzer {
  /// What the recorder calls it.
  public let id: String
  private let recorder: Recorder
  private let answer: @Sendable (Incident, Work) async throws(StageFailure) -> [Diagnosis]

  /// Makes an analyzer from its answer.
  public init(
    _ recorder: Recorder, id: String = "analyzer",
    _ answer: @escaping @Sendable (Incident, Work) async throws(StageFailure) -> [Diagnosis]
  ) {
    self.recorder = recorder
    self.id = id
    self.answer = answer
  }

  /// As the protocol says.
  public func analyze(_ incident: Incident, _ work: Work) async throws(StageFailure) -> [Diagnosis] {
    recorder.record("\(id) \(incident.id)")
    return try await answer(incident, work)
  }
}

/// A patcher that answers what its test says.
public struct ScriptedPatcher: Patcher {
  /// What the recorder calls it.
  public let id: String
  private let recorder: Recorder
  private let answer: @Sendable (Work) async throws(StageFailure) -> [Patch]

  /// Makes a patcher from its answer.
  public init(
    _ recorder: Recorder, id: String = "patcher",
    _ answer: @escaping @Sendable (Work) async throws(StageFailure) -> [Patch]
  ) {
    self.recorder = recorder
    self.id = id
    self.answer = answer
  }

  /// As the protocol says.
  public func propose(_ diagnosis: Diagnosis, _ work: Work) async throws(StageFailure) -> [Patch] {
    recorder.record(id)
    return try await answer(work)
  }
}

/// A tester that answers what its test says.
public struct ScriptedTester: Tester {
  /// What the recorder calls it.
  public let id: String
  private let recorder: Recorder
  private let answer: @Sendable (Patch, Work) async throws(StageFailure) -> Verdict

  /// Makes a tester from its answer.
  public init(
    _ recorder: Recorder, id: String = "tester",
    _ answer: @escaping @Sendable (Patch, Work) async throws(StageFailure) -> Verdict
  ) {
    self.recorder = recorder
    self.id = id
    self.answer = answer
  }

  /// As the protocol says.
  public func verify(_ patch: Patch, _ work: Work) async throws(StageFailure) -> Verdict {
    recorder.record("\(id) \(patch.title)")
    return try await answer(patch, work)
  }
}
