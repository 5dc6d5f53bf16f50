import Healing
import PluginHost
import Sandbox
import SourceTree
import SystemCalls
import TestSupport
import Testing

@testable import HealingRuntime

/// `homeostasis.trial/1` on a real sandbox, by way of the grants.
@Suite struct TrialTests {
  private let folder: TemporaryFolder
  private let services: GrantedServices

  init() throws { (folder, services) = try Self.made(isGranted: true, limit: .none) }

  private static func made(isGranted: Bool, limit: CallLimit) throws -> (TemporaryFolder, GrantedServices) {
    let folder = try TemporaryFolder()
    try folder.write("service/word.txt", "bad\n")
    let tests = ["sh", "-c", "grep good word.txt"]
    let service = ServiceDescription(name: "shop", language: "python", root: "\(folder.path)/service", test: tests)
    let served = try ServedService(
      service, shelf: shelf, workspace: SandboxWorkspace("\(folder.path)/sandbox"), generations: nil)
    var grants = Grants()
    if isGranted { grants.services = [.trial] }
    let own = StageServices(
      grants, stage: "test/trial", folder: "\(folder.path)/state", tests: tests, time: StillTime(), veil: SecretVeil())
    return (
      folder, GrantedServices(own, offered: served.services(), root: service.root, limit: limit)
    )
  }

  private struct StillTime: TimeSource {
    func now() -> Timestamp { .unknown }
  }

  private func ask<Answer: Decodable>(_ method: String, _ request: some Encodable) throws -> Answer {
    let bytes = try JSON.bytes(request)
    return try JSON.decode(from: services.call("homeostasis.trial/1", method, Array(bytes)))
  }

  private static func diff(_ word: String, from old: String = "bad") -> String {
    "--- a/word.txt\n+++ b/word.txt\n@@ -1 +1 @@\n-\(old)\n+\(word)\n"
  }

  @Test func everyPatchIsTriedAlone() throws {
    let session: TrialSession = try ask("open", TrialOpen())
    #expect(!session.tree.isEmpty)
    let diffs = [Self.diff("good"), Self.diff("worse"), Self.diff("good", from: "other"), Self.diff("so good")]
    let results: [TrialResult] = try ask("try", TrialTry(trial: session.trial, diffs: diffs))
    #expect(results.map { $0.result?.code } == [0, 1, nil, 0])
    #expect(results[2].failure?.code == "does-not-apply")
    let other: [TrialResult] = try ask(
      "try", TrialTry(trial: session.trial, diffs: [Self.diff("good")], command: ["cat", "word.txt"]))
    #expect(other.first?.result?.output == "good\n")
    let _: JSONValue = try ask("close", TrialClose(trial: session.trial))
    let closed = #expect(throws: StageFailure.self) {
      let _: [TrialResult] = try ask("try", TrialTry(trial: session.trial, diffs: [Self.diff("good")]))
    }
    #expect(closed?.code == "sandbox.session")
    #expect(try Files.text("\(folder.path)/service/word.txt") == "bad\n")
  }

  @Test func aCallWithoutTimeTriesNothingMore() throws {
    let session: TrialSession = try ask("open", TrialOpen())
    let late = services.bound(to: CallLimit(deadline: .now - .seconds(1)) { false })
    let request = try JSON.bytes(TrialTry(trial: session.trial, diffs: [Self.diff("good")]))
    let results: [TrialResult] = try JSON.decode(from: late.call("homeostasis.trial/1", "try", Array(request)))
    #expect(results.first?.failure?.code == "trial.time" && results.first?.result == nil)
    let stopped = services.bound(to: CallLimit(deadline: nil) { true })
    let failure = #expect(throws: StageFailure.self) {
      _ = try stopped.call("homeostasis.trial/1", "try", Array(request))
    }
    #expect(failure?.kind == .cancelled)
    let _: JSONValue = try ask("close", TrialClose(trial: session.trial))
  }

  @Test func aCallThatIsStoppedEndsWhatItTries() throws {
    let session: TrialSession = try ask("open", TrialOpen())
    let request = TrialTry(trial: session.trial, diffs: [Self.diff("good")], command: ["sleep", "600"])
    let bytes = try JSON.bytes(request)
    let failure = #expect(throws: StageFailure.self) {
      _ = try services.bound(to: .soon()).call("homeostasis.trial/1", "try", Array(bytes))
    }
    #expect(failure?.kind == .cancelled)
  }

  @Test func theSandboxAloneGrantsNoTrial() throws {
    let (_, services) = try Self.made(isGranted: false, limit: .none)
    #expect(!services.grants("homeostasis.trial/1"))
    let denied = #expect(throws: StageFailure.self) { _ = try services.call("homeostasis.trial/1", "open", []) }
    #expect(denied?.message.contains("trial: true") == true)
  }
}
