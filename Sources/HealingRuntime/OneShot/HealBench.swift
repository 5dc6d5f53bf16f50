import Digest
import Glibc
import Healing
import LanguageKit
import LanguagePacks
import Orchestration
import PipelineConfiguration
import PluginHost
import Sandbox
import SourceTree
import SystemCalls
import TraceGrammar

/// Everything that one healing of a tree works with: the service that the tree would be, and the stages.
struct HealBench: Sendable {
  let service: ServiceDescription
  let parser: TraceParser
  private let served: ServedService
  private let gate: SourceGate
  private let analyzers: [any Analyzer]
  private let patchers: [any Patcher]
  private let tester: any Tester
  private let rules: TestRules
  private let folder: String

  /// Finds out what the tree is, and loads the stages.
  static func set(up request: HealRequest) async throws(StageFailure) -> HealBench {
    let installation: Installation
    let folder: String
    let root: String
    do throws(SystemError) {
      installation = try Installation.current()
      folder = try Files.temporaryFolder("homeostasis-heal")
      root = try Files.resolve(request.source)
    } catch {
      throw StageFailure(.failed, code: "heal.source", place: request.source, message: "\(error)")
    }
    let shelf = PackShelf(folders: installation.languages, grammars: installation.grammars)
    let guess = LanguageGuess(shelf)
    let language = if let named = request.language { named } else { try guess.language(of: root) }
    let rules = try TestRules(shelf.pack(language).document("run.yaml"))
    var service = ServiceDescription(name: Files.name(of: root), language: language, root: root, mode: .propose)
    let command = if let given = request.test { given } else { try guess.testCommand(of: root, rules) }
    if let command { service.test = ["sh", "-c", command] }
    let served = try ServedService(
      service, shelf: shelf, workspace: SandboxWorkspace("\(folder)/sandbox"), generations: nil)
    let table = ServiceTable([served])
    let register = PluginRegister(
      PluginDirectory(
        path: [], shippedFolder: installation.plugins, runner: installation.runner,
        staging: PluginStaging(folder: "\(folder)/plugins")
      ).entries())
    let loader = StageLoader(
      register: register, staging: PluginStaging(folder: "\(folder)/plugins"), runner: installation.runner,
      services: { table.grants($0) }, log: { _, _, _ in })
    return HealBench(
      service: service, parser: TraceParser(try LanguageTools(language, from: shelf).traces), served: served,
      gate: SourceGate(table: table),
      analyzers: [
        try await loader.analyzer(.init(kind: .analyzer, name: "rules", id: "heal/rules", service: service)),
        try await loader.analyzer(.init(kind: .analyzer, name: "trace", id: "heal/trace", service: service)),
      ],
      patchers: [
        try await loader.patcher(.init(kind: .patcher, name: "template", id: "heal/template", service: service))
      ],
      tester: try await loader.tester(.init(kind: .tester, name: "suite", id: "heal/suite", service: service)),
      rules: rules, folder: folder)
  }

  func clean() {
    // Temporary anyway; what is left is swept by the next run.
    try? Files.remove(folder)
  }

  func described() async throws(StageFailure) -> ServiceDescription {
    var described = try await served.described()
    described.test = service.test
    return described
  }

  /// One run of the tests, without a patch.
  func suite(limit: Duration) async throws(StageFailure) -> TestRunner.Run {
    let (service, rules) = (service, rules)
    guard let sandbox = served.services().sandbox else { preconditionFailure("every served service has a sandbox") }
    return try await served.blocking { () throws(StageFailure) in
      let session = try sandbox.open(SandboxOpen())
      let run = try TestRunner(sandbox: sandbox, rules: rules, service: service).run(session.session, wall: limit)
      try sandbox.close(SandboxClose(session: session.session))
      return run
    }
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
    var best: Diagnosis?
    for analyzer in analyzers {
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
    let source = served.source
    try await served.blocking { () throws(StageFailure) in
      do throws(TreeFailure) { _ = try source.apply(UnifiedDiff(diff), base: base) } catch { throw StageFailure(error) }
    }
  }
}
