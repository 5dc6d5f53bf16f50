public import CHomeostasisPlugin
import Healing
import HomeostasisSDK
import LanguageKit

/// Verifies patches with the service's own test command, in the sandbox.
struct SuiteTester: TesterStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.suite", version: "0.1.0",
    summary: "runs the tests of the service in a sandbox, before and after",
    settings: """
      {"type": "object", "additionalProperties": false,
       "properties": {"sandbox": {"type": "string", "enum": ["bubblewrap"], "default": "bubblewrap",
                                  "description": "what the tests run in"}}}
      """,
    needs: [.sandbox, .pack])

  private let host: StageHost
  private let cache = BaselineCache()
  private var rules: [String: TestRules] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) { self.host = host }

  mutating func start(_ call: StageCall) throws(StageFailure) { _ = try rules(of: call.service.language) }

  mutating func verify(_ patch: Patch, _ call: StageCall) throws(StageFailure) -> Verdict {
    let rules = try rules(of: call.service.language)
    let warmth = WarmSuite.Source(sandbox: host.sandbox, pack: host.pack, rules: rules, service: call.service)
    var verification = SuiteVerification(
      sandbox: host.sandbox, rules: rules, service: call.service, cache: cache, warmth: warmth
    ) { call.timeLeft }
    return try verification.verify(patch, call.diagnosis)
  }

  private mutating func rules(of language: String) throws(StageFailure) -> TestRules {
    if let known = rules[language] { return known }
    let read = try TestRules(host.pack.document(PackDocument(language: language, path: "run.yaml")))
    rules[language] = read
    return read
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(SuiteTester.self) }
