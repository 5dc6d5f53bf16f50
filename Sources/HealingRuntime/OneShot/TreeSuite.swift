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

/// The tests of a tree, run in the sandbox as the service that the tree would be.
struct TreeSuite: Sendable {
  let service: ServiceDescription
  let served: ServedService
  let parser: TraceParser
  let installation: Installation
  private let rules: TestRules

  /// Finds out what the tree is.
  /// - Parameter folder: where the sandbox may work.
  init(_ request: HealRequest, workingIn folder: String) throws(StageFailure) {
    let root: String
    do throws(SystemError) {
      installation = try Installation.current()
      root = try Files.resolve(request.source)
    } catch {
      throw StageFailure(.failed, code: "heal.source", place: request.source, message: "\(error)")
    }
    let shelf = PackShelf(folders: installation.languages, grammars: installation.grammars)
    let guess = LanguageGuess(shelf)
    let language = if let named = request.language { named } else { try guess.language(of: root) }
    rules = try TestRules(shelf.pack(language).document("run.yaml"))
    var service = ServiceDescription(name: Files.name(of: root), language: language, root: root, mode: .propose)
    let command = if let given = request.test { given } else { try guess.testCommand(of: root, rules) }
    if let command { service.test = ["sh", "-c", command] }
    self.service = service
    served = try ServedService(
      service, shelf: shelf, workspace: SandboxWorkspace("\(folder)/sandbox"), generations: nil)
    parser = TraceParser(try LanguageTools.traces(of: language, from: shelf))
  }

  /// One run of the tests, without a patch.
  func run(limit: Duration) async throws(StageFailure) -> TestRunner.Run {
    let (service, rules) = (service, rules)
    guard let sandbox = served.services().sandbox else { preconditionFailure("every served service has a sandbox") }
    return try await served.blocking { () throws(StageFailure) in
      let session = try sandbox.open(SandboxOpen())
      let run = try TestRunner(sandbox: sandbox, rules: rules, service: service).run(session.session, wall: limit)
      try sandbox.close(SandboxClose(session: session.session))
      return run
    }
  }
}
