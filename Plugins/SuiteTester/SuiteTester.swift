public import CHomeostasisPlugin
import Digest
import Healing
import HomeostasisSDK
import LanguageKit

/// Verifies patches with the service's own test command, in the sandbox.
struct SuiteTester: TesterStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.suite", version: "0.1.0", summary: "Runs the tests of the service in a sandbox, before and after",
    settings: """
      {"type": "object", "additionalProperties": false,
       "properties": {"sandbox": {"type": "string", "enum": ["bubblewrap"], "default": "bubblewrap",
                                  "description": "what the tests run in"}}}
      """,
    needs: [.sandbox, .pack])

  private struct Known {
    let tree: String
    let baseline: SuiteVerification.Baseline?
  }

  private let host: StageHost
  private var known: [String: Known] = [:]

  init(settings: JSONValue, host: StageHost) throws(StageFailure) { self.host = host }

  mutating func verify(_ patch: Patch, _ call: StageCall) throws(StageFailure) -> Verdict {
    let service = call.service
    let rules = try TestRules(host.pack.document(PackDocument(language: service.language, path: "run.yaml")))
    let session = try host.sandbox.open(SandboxOpen(base: patch.base))
    defer { close(session) }
    var verification = SuiteVerification(host.sandbox, rules, service) { SHA256.hex(of: $0) }
    let baseline = try baseline(of: service, session, &verification)
    return try verification.verify(patch, call.diagnosis, baseline, in: session.session)
  }

  /// What the tree shows without a patch; asked once for each tree. Nil where the service has no tests.
  private mutating func baseline(
    of service: ServiceDescription, _ session: SandboxSession, _ verification: inout SuiteVerification
  ) throws(StageFailure) -> SuiteVerification.Baseline? {
    let key = "\(service.name) \(service.test)"
    if let known = known[key], known.tree == session.tree { return known.baseline }
    let baseline = service.test.isEmpty ? nil : try verification.baseline(in: session.session)
    known[key] = Known(tree: session.tree, baseline: baseline)
    return baseline
  }

  private func close(_ session: SandboxSession) {
    do throws(StageFailure) { try host.sandbox.close(SandboxClose(session: session.session)) } catch {
      host.log(.warning, "a sandbox was not closed", ["reason": "\(error)"])
    }
  }
}

@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(SuiteTester.self) }
