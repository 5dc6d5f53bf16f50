public import Healing
public import Orchestration
import Policy

/// A gate that answers what its test says.
public struct ScriptedGate: CandidateGate {
  private let answer: @Sendable (Patch) -> GateAnswer

  /// Lets every patch pass.
  public init() { answer = { .passes(Sample.facts($0)) } }

  /// Makes a gate from its answer.
  public init(_ answer: @escaping @Sendable (Patch) -> GateAnswer) { self.answer = answer }

  /// As the protocol says.
  public func examine(
    _ patch: Patch, for diagnosis: Diagnosis, of service: ServiceDescription
  ) async throws(StageFailure) -> GateAnswer { answer(patch) }
}
