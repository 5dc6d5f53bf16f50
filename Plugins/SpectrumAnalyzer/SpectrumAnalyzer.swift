public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit

/// Refines the best diagnosis so far by the lines that the failing tests run and the passing ones do not.
struct SpectrumAnalyzer: AnalyzerStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.spectrum", version: "0.1.0",
    summary: "places from the lines that failing tests run and others do not",
    needs: [.sandbox, .files, .pack])

  /// What the run of all tests may take, seconds: watching lines makes it slow, and the budget is for candidates.
  private static let limit = 20.0

  private let host: StageHost
  private var tools: [String: (language: LanguageTools, rules: TestRules)] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) { self.host = host }

  mutating func analyze(_ incident: Incident, _ call: StageCall) throws(StageFailure) -> [Diagnosis] {
    guard let diagnosis = call.diagnosis, diagnosis.category != "stale-source",
      let reproduction = diagnosis.reproduction, reproduction.kind == .test
    else { throw unsupported(call, "there is no diagnosis of a failing test to refine") }
    let (language, rules) = try tools(call.service.language)
    let session = try host.sandbox.open(SandboxOpen(base: call.service.tree))
    // A session that cannot be closed ends with the call.
    defer { try? host.sandbox.close(SandboxClose(session: session.session)) }
    let source = WarmSuite.Source(sandbox: host.sandbox, pack: host.pack, rules: rules, service: call.service)
    let wall = min(.seconds(Self.limit), (call.timeLeft ?? .seconds(Self.limit * 4)) / 4)
    guard let warm = try source.suite(session.session, limit: wall),
      let run = try warm.run([], session.session, trace: true, wall: wall), run.isDone
    else { throw unsupported(call, "the lines of the tests cannot be seen") }
    let failing = reproduction.tests.isEmpty ? run.failed.map(\.test) : warm.names(of: reproduction.tests)
    if failing.isEmpty { throw unsupported(call, "the failing tests do not fail in a warm program") }
    let project = Project(files: host.files, pack: language.pack, grammar: language.grammar)
    let spectrum = Spectrum(run.lines, failing: failing, passing: run.passed)
    return [SpectrumAnalysis(project).refined(diagnosis, by: spectrum)]
  }

  private func unsupported(_ call: StageCall, _ why: String) -> StageFailure {
    StageFailure(.unsupported, code: "spectrum.none", place: call.service.name, message: why)
  }

  private mutating func tools(
    _ language: String
  ) throws(StageFailure) -> (language: LanguageTools, rules: TestRules) {
    if let known = tools[language] { return known }
    let rules = try TestRules(host.pack.document(PackDocument(language: language, path: "run.yaml")))
    let read = (try LanguageTools(language, from: host.pack), rules)
    tools[language] = read
    return read
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(SpectrumAnalyzer.self) }
