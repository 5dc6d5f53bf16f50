import Glibc
import Healing
import LanguageKit
import LanguagePacks
import Sandbox
import SourceTree
import SystemCalls

/// A small service in a folder of its own, with a real sandbox; removed when the test lets go of it.
final class SampleService {
  let base: String
  let root: String
  let service: ServiceDescription
  let sessions: SandboxSessions
  let rules: TestRules
  let cache = BaselineCache()

  init(
    _ files: [String: String], test: [String], run: [String] = [], health: String? = nil
  ) throws {
    base = try Files.temporaryFolder("verification")
    root = base + "/shop"
    for (path, text) in files {
      try Files.makeFolder(Files.parent(of: "\(root)/\(path)"))
      try Files.replace("\(root)/\(path)", with: Array(text.utf8))
    }
    let document = try Self.runDocument()
    rules = try TestRules(document)
    service = ServiceDescription(
      name: "shop", language: "python", root: root, test: test, run: run, health: health)
    sessions = try SandboxSessions(
      service: service, source: SourceFolder(root), rules: RunRules(document),
      workspace: SandboxWorkspace("\(base)/work"))
  }

  deinit {
    do { try Files.remove(base) } catch { print("left behind: \(error)") }
  }

  /// The Python pack's `run.yaml`, as it is shipped.
  static func runDocument() throws -> JSONValue {
    try StoredPack(id: "python", folder: packFolder).document("run.yaml")
  }

  static let packFolder = String(#filePath.split(separator: "/Tests/")[0]) + "/Plugins/Languages/python"

  /// The pack's files as a plugin gets them.
  private struct Pack: PackService {
    func document(_ request: PackDocument) throws(StageFailure) -> JSONValue {
      try StoredPack(id: "python", folder: SampleService.packFolder).document(request.path)
    }

    func list(_ request: PackFolder) throws(StageFailure) -> [String] { [] }

    func grammar(_ request: PackGrammar) throws(StageFailure) -> GrammarPlace {
      throw StageFailure(.failed, code: "pack.grammar", place: "", message: "no test needs one")
    }
  }

  var warmth: WarmSuite.Source {
    WarmSuite.Source(sandbox: CallSandbox(sessions), pack: Pack(), rules: rules, service: service)
  }

  func session() throws -> String { try sessions.open(SandboxOpen()).session }

  func warmSuite() throws -> WarmSuite? { try warmth.suite(session(), limit: .seconds(30)) }

  /// The tests that fail without a patch.
  func failing(_ warm: WarmSuite) throws -> [String] {
    try warm.run([], session(), wall: .seconds(20))?.failed.map(\.test) ?? []
  }

  func verify(
    _ diff: String, _ reproduction: Reproduction?, isWarm: Bool = false, timeLeft: @escaping () -> Duration? = { nil }
  ) throws -> Verdict {
    let base = try SourceFolder(root).snapshot().hash
    let patch = Patch(id: "p1", parent: "d1", base: base, diff: diff, title: "a patch", score: 1)
    let diagnosis = Diagnosis(
      parent: "i1", cause: "something", category: "unknown", confidence: 1, reproduction: reproduction)
    var verification = SuiteVerification(
      sandbox: CallSandbox(sessions), rules: rules, service: service, cache: cache, warmth: isWarm ? warmth : nil,
      timeLeft: timeLeft
    )
    return try verification.verify(patch, diagnosis)
  }

  /// The suite without a patch.
  func runTests() throws -> TestRunner.Run {
    let session = try sessions.open(SandboxOpen()).session
    return try TestRunner(sandbox: CallSandbox(sessions), rules: rules, service: service).run(session)
  }

  /// A diff that replaces the lines of a file.
  static func diff(_ path: String, line: Int, _ old: String, _ new: String) -> String {
    let (old, new) = (old.split(separator: "\n"), new.split(separator: "\n"))
    let lines = old.map { "-\($0)\n" } + new.map { "+\($0)\n" }
    return "--- a/\(path)\n+++ b/\(path)\n@@ -\(line),\(old.count) +\(line),\(new.count) @@\n" + lines.joined()
  }

  /// Whether pytest is there on this machine; its tests are left out where it is not.
  static let hasPytest: Bool = {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let command = Command(
      SpawnRequest("python3", ["-c", "import pytest"], environment: ["PATH": path, "HOME": home], directory: "/"))
    // Without Python the answer is no.
    return (try? command.run())?.succeeded ?? false
  }()
}
