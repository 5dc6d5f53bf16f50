public import Healing
public import Policy

/// Looks at what a candidate does before anything of it runs.
public protocol CandidateGate: Sendable {
  /// What the gate says. It must also refuse a patch whose `files` are not just those that the diff touches, with their
  /// true hashes: negative memory rests on them.
  func examine(
    _ patch: Patch, for diagnosis: Diagnosis, of service: ServiceDescription
  ) async throws(StageFailure) -> GateAnswer
}

/// What the gate says to a candidate.
public enum GateAnswer: Sendable, Hashable {
  /// It may be tested; and what it does.
  case passes(PatchFacts)
  /// It may not, and why.
  case refuses(String)
}
