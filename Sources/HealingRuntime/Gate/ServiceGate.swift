import Glibc
import Healing
import LanguageKit
import Orchestration
import PatchGate
import Policy
import SourceTree
import Synchronization
import SystemCalls

/// The gate of one service: the rules of its language, its source, and the modules that its project uses.
///
/// All methods block while they read.
final class ServiceGate: Sendable {
  private let rules: PatchRules
  private let source: SourceFolder
  private let modules = Mutex(ProjectModules())

  /// - Parameter own: files and folders of this host, absolute: no patch may touch those that lie below the source.
  /// - Throws: `invalid` for a `gate.yaml` that does not load.
  init(
    _ language: String, _ source: SourceFolder, packs: any PackService, protecting own: [String] = []
  ) throws(StageFailure) {
    self.source = source
    rules = try PatchRules(
      language: language, from: packs,
      protecting: ProtectedPaths(own: own.compactMap { Self.path(of: $0, below: source.root) }))
  }

  func examine(_ patch: Patch, for diagnosis: Diagnosis) throws(StageFailure) -> GateAnswer {
    guard patch.kind == .source, let text = patch.diff else { return .refuses("it is no change of source") }
    let edits: [FileEdit]
    do throws(TreeFailure) {
      edits = try source.edits(of: UnifiedDiff(text))
    } catch {
      if error.kind == .unreadable { throw StageFailure(error) }
      return .refuses("the diff cannot be used: \(error)")
    }
    guard !edits.isEmpty else { return .refuses("the diff changes nothing") }
    guard Set(patch.files) == Set(edits.map(\.change)) else {
      return .refuses("the files that it names are not those that its diff changes")
    }
    return answer(try report(edits, diagnosis), to: patch)
  }

  private func report(_ edits: [FileEdit], _ diagnosis: Diagnosis) throws(StageFailure) -> GateReport {
    let files = edits.map { EditedFile(path: $0.change.path, before: $0.before, after: $0.after) }
    let report = rules.examine(files, for: diagnosis)
    // Only a patch that imports makes it worth while to read what the whole project imports.
    guard report.refusals.contains(where: { $0.rule == .importing }) else { return report }
    return rules.examine(files, for: diagnosis, using: try projectModules())
  }

  private func projectModules() throws(StageFailure) -> Set<String> {
    let snapshot: TreeSnapshot
    do throws(TreeFailure) { snapshot = try source.snapshot() } catch { throw StageFailure(error) }
    return modules.withLock { $0.modules(of: snapshot, in: source, rules) }
  }

  private func answer(_ report: GateReport, to patch: Patch) -> GateAnswer {
    guard report.refusals.isEmpty else { return .refuses(report.reason) }
    var facts = PatchFacts(
      places: report.places, lines: report.lines, suppresses: report.suppresses || patch.suppresses)
    facts.unexamined = report.unexamined
    return .passes(facts)
  }

  private static func path(of place: String, below root: String) -> String? {
    // What is not there yet keeps its name; a link is known by where it leads.
    let place = (try? Files.resolve(place)) ?? place
    return place.hasPrefix(root + "/") ? String(place.dropFirst(root.count + 1)) : nil
  }
}
