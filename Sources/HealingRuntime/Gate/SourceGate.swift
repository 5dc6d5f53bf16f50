import Healing
import Orchestration
import Policy
import SourceTree

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
    guard patch.kind == .source, let text = patch.diff else { return .refuses("it is no change of source") }
    return try await served.blocking { () throws(StageFailure) in
      let edits: [FileEdit]
      do throws(TreeFailure) {
        edits = try served.source.edits(of: UnifiedDiff(text))
      } catch {
        if error.kind == .unreadable { throw StageFailure(error) }
        return .refuses("the diff cannot be used: \(error)")
      }
      return Self.judge(patch, edits)
    }
  }

  private static func judge(_ patch: Patch, _ edits: [FileEdit]) -> GateAnswer {
    let named = Set(patch.files), actual = Set(edits.map(\.change))
    if named != actual { return .refuses("the files that it names are not those that its diff changes") }
    let lines = (patch.diff ?? "").split(separator: "\n", omittingEmptySubsequences: false).filter {
      ($0.hasPrefix("+") && !$0.hasPrefix("+++")) || ($0.hasPrefix("-") && !$0.hasPrefix("---"))
    }.count
    let places = edits.map { Location(file: $0.change.path, line: 1, score: 1) }
    return .passes(PatchFacts(places: places, lines: lines, suppresses: patch.suppresses))
  }
}
