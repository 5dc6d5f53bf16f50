import Healing
import LanguageKit
import Orchestration
import PipelineConfiguration
import PluginHost
import PluginTrust
import SourceTree
import SystemCalls
import TraceGrammar

/// Everything that one healing of a tree works with: the service that the tree would be, and the stages.
struct HealBench: Sendable {
  private let suite: TreeSuite
  private let gate: SourceGate
  private let analyzers: [any Analyzer]
  /// Runs the tests, which the others do not.
  private let refiner: any Analyzer
  private let patchers: [any Patcher]
  private let tester: any Tester
  private let folder: HeldFolder
  private let request: HealRequest

  var jobs: Int { request.jobs }
  var service: ServiceDescription { suite.service }
  var parser: TraceParser { suite.parser }

  /// Finds out what the tree is, and loads the stages.
  static func set(up request: HealRequest) async throws(StageFailure) -> HealBench {
    let folder: HeldFolder
    do throws(SystemError) { folder = try HeldFolder(temporary: "homeostasis-heal") } catch {
      throw StageFailure(.failed, code: "heal.source", place: request.source, message: "\(error)")
    }
    let suite = try TreeSuite(request, workingIn: folder.path)
    let (service, installation) = (suite.service, suite.installation)
    let table = ServiceTable([suite.served])
    let staging = PluginStaging(
      folder: "\(folder.path)/plugins", trust: TrustRules(installation), descriptions: installation.descriptions)
    let register = PluginRegister(
      PluginDirectory(
        path: [], shippedFolder: installation.plugins, runner: installation.runner, staging: staging
      ).entries())
    let loader = StageLoader(
      register: register, staging: staging, runner: installation.runner,
      services: { table.grants($0) }, states: "\(folder.path)/plugin-state", log: { _, _, _ in })
    return HealBench(
      suite: suite, gate: SourceGate(table: table),
      analyzers: [
        try await loader.analyzer(.init(kind: .analyzer, name: "rules", id: "heal/rules", service: service)),
        try await loader.analyzer(.init(kind: .analyzer, name: "trace", id: "heal/trace", service: service)),
      ],
      refiner: try await loader.analyzer(
        .init(kind: .analyzer, name: "spectrum", id: "heal/spectrum", service: service)),
      patchers: [
        try await loader.patcher(
          .init(
            kind: .patcher, name: "template", id: "heal/template",
            settings: ["compile": "on-demand", "candidates": .integer(1_000)],
            service: service)
        )
      ],
      tester: try await loader.tester(.init(kind: .tester, name: "suite", id: "heal/suite", service: service)),
      folder: folder, request: request)
  }

  /// One like it, with a sandbox of its own.
  func another() async throws(StageFailure) -> HealBench { try await Self.set(up: request) }

  func clean() {
    // It goes with this bench anyway, and the next run sweeps what is left.
    try? Files.remove(folder.path)
  }

  func described() async throws(StageFailure) -> ServiceDescription {
    var described = try await suite.served.described()
    described.test = service.test
    return described
  }

  /// One run of the tests, without a patch.
  func suite(limit: Duration) async throws(StageFailure) -> TestRunner.Run { try await suite.run(limit: limit) }

  /// What fails, where that can be seen without a cold run.
  func warmFailures(limit: Duration) async throws(StageFailure) -> TestReport? {
    try await suite.warmFailures(limit: limit)
  }

  /// What the functions of the files that patches change do: without a patch, and with each of them.
  func behaviours(with patches: [Patch], limit: Duration) async throws(StageFailure) -> PatchBehaviours {
    let files = Set(patches.flatMap { $0.files.map(\.path) }).sorted()
    let seen = try await suite.behaviours(of: files, diffs: [nil] + patches.map(\.diff), limit: limit)
    return PatchBehaviours(before: seen[0], with: Array(seen.dropFirst()))
  }

  /// Whether nothing was tested: the command is not there, was cut short, or ran no test.
  func testedNothing(_ run: TestRunner.Run) -> Bool {
    if run.result.reason != .exit && run.result.reason != .signal { return true }
    if run.report.complete { return run.report.count == 0 }
    let output = "\(run.result.output)\n\(run.result.errors)"
    return run.report.exit != 0 && parser.exceptions(in: output).isEmpty
      && (run.report.exit == 127 || output.contains("No module named"))
  }

  /// The best diagnosis of all analyzers; nil when none knows the incident.
  func diagnose(_ incident: Incident, _ work: Work) async throws(StageFailure) -> Diagnosis? {
    var (best, work): (Diagnosis?, Work) = (nil, work)
    for analyzer in analyzers {
      work.diagnosis = best
      do throws(StageFailure) {
        for diagnosis in try await analyzer.analyze(incident, work) where diagnosis.confidence > best?.confidence ?? -1
        {
          best = diagnosis
        }
      } catch  where error.kind == .unsupported {
        continue
      }
    }
    return best
  }

  /// The work's diagnosis with the places that the runs of the tests show; nil where they show none.
  func refine(_ incident: Incident, _ work: Work) async throws(StageFailure) -> Diagnosis? {
    do throws(StageFailure) { return try await refiner.analyze(incident, work).first } catch
      where error.kind == .unsupported
    {
      return nil
    }
  }

  /// Candidates that change the tree once more, on top of one that moved the failure.
  func second(after seed: FailureMove, _ incident: Incident, _ work: Work) async throws(StageFailure) -> [Patch] {
    var work = work
    work.patch = seed.patch
    work.events = work.events.map { event in
      var event = event
      event.trace = seed.trace
      return event
    }
    guard let diagnosis = try await diagnose(incident, work), diagnosis.category != "stale-source" else { return [] }
    work.diagnosis = diagnosis
    return Array(try await propose(diagnosis, work).filter { !$0.suppresses }.prefix(Self.secondEdits))
  }

  /// How many second edits are tried on top of one.
  private static let secondEdits = 40

  func propose(_ diagnosis: Diagnosis, _ work: Work) async throws(StageFailure) -> [Patch] {
    var all: [Patch] = []
    for patcher in patchers {
      do throws(StageFailure) { all += try await patcher.propose(diagnosis, work) } catch
        where error.kind == .unsupported
      {
        continue
      }
    }
    return all
  }

  /// What the gate says to a candidate for the work's diagnosis.
  func examine(_ patch: Patch, for diagnosis: Diagnosis, _ work: Work) async throws(StageFailure) -> GateAnswer {
    try await gate.examine(patch, for: diagnosis, of: work.service)
  }

  func verify(_ patch: Patch, _ work: Work) async throws(StageFailure) -> Verdict {
    try await tester.verify(patch, work)
  }

  /// Writes the change into the tree: all of it or nothing, and only where the tree is still the one that was tested.
  func apply(_ diff: String, base: String) async throws(StageFailure) {
    let source = suite.served.source
    try await suite.served.blocking { () throws(StageFailure) in
      do throws(TreeFailure) { _ = try source.apply(UnifiedDiff(diff), base: base) } catch { throw StageFailure(error) }
    }
  }
}
