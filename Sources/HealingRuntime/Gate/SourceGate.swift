import Healing
import Orchestration

/// The gate in front of every candidate: its diff is read strictly, its files are named with their true hashes, and
/// what it does is found out by the host and not believed.
struct SourceGate: CandidateGate {
  let table: ServiceTable

  func examine(
    _ patch: Patch, for diagnosis: Diagnosis, of service: ServiceDescription
  ) async throws(StageFailure) -> GateAnswer {
    guard let served = table[service.name] else {
      throw StageFailure(.invalid, code: "gate.service", place: service.name, message: "there is no such service")
    }
    return try await served.blocking { () throws(StageFailure) in try served.gate.examine(patch, for: diagnosis) }
  }
}
