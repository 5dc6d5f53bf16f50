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

  /// What fails, from a program that stays and will try the candidates: it costs no start of its own, and a cold run of
  /// all tests still comes before any patch is accepted. Nil where there can be none, or nothing failed in it.
  func warmFailures(limit: Duration) async throws(StageFailure) -> TestReport? {
    let first = try await warm(limit: limit) { suite, _ throws(StageFailure) -> TestReport? in suite.first }
    return first.flatMap(\.self).flatMap { $0.failed.isEmpty ? nil : $0 }
  }

  /// What the functions of some files return with each of some patches: called as the tests call them, and with
  /// arguments near to those. Empty where it cannot be seen.
  func behaviours(
    of files: [String], diffs: [String?], limit: Duration
  ) async throws(StageFailure) -> [[String: String]] {
    let end = ContinuousClock.now + limit
    let seen = try await warm(limit: limit) { suite, session throws(StageFailure) -> [[String: String]] in
      var seen: [[String: String]] = []
      for diff in diffs {
        let left = end - .now
        let run = left > .zero ? try suite.run([], session, diff: diff, watching: files, wall: left) : nil
        seen.append(run?.behaviour ?? [:])
      }
      return seen
    }
    return seen ?? diffs.map { _ in [:] }
  }

  /// How many runs of all tests one second of processor time pays for, in a program that stays and from a cold start.
  /// Nil where that was not seen.
  func pace(runs: Int, limit: Duration) async throws(StageFailure) -> (warm: Double?, cold: Double?) {
    let cold = try await run(limit: limit).result.cpuMs
    let measured = try await warm(limit: limit) { suite, session throws(StageFailure) -> [Double] in
      var seen: [Double] = []
      for _ in 0...runs {
        guard let run = try suite.run([], session, wall: limit) else { break }
        seen.append(run.processorSeconds)
      }
      return seen
    }
    let seen = measured ?? []
    let isWhole = seen.count == runs + 1 && seen[runs] > seen[0]
    return (isWhole ? Double(runs) / (seen[runs] - seen[0]) : nil, cold > 0 ? 1_000 / Double(cold) : nil)
  }

  /// What `body` sees in a program that runs the tests again and again, in the session that it is given; nil where there
  /// can be no such program.
  private func warm<Seen: Sendable>(
    limit: Duration, _ body: @escaping @Sendable (WarmSuite, String) throws(StageFailure) -> Seen
  ) async throws(StageFailure) -> Seen? {
    let (service, rules) = (service, rules)
    let services = served.services()
    guard let sandbox = services.sandbox, let pack = services.pack else {
      preconditionFailure("every served service has a sandbox and a pack")
    }
    return try await served.blocking { () throws(StageFailure) in
      let session = try sandbox.open(SandboxOpen()).session
      // A session that cannot be closed ends with the workspace.
      defer { try? sandbox.close(SandboxClose(session: session)) }
      let source = WarmSuite.Source(sandbox: sandbox, pack: pack, rules: rules, service: service)
      guard let suite = try source.suite(session, limit: limit) else { return nil }
      return try body(suite, session)
    }
  }
}
