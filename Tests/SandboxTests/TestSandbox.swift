import Glibc
import Healing
import SourceTree
import SystemCalls

@testable import Sandbox

/// A tree in a folder of its own with a sandbox around it; all removed when the test lets go of it.
final class TestSandbox {
  let base: String
  let root: String
  let sessions: SandboxSessions
  let session: String

  /// - Parameter under: where the tree lies; nil: a temporary folder.
  init(
    _ files: [String: String] = [:], under: String? = nil, test: [String] = ["python3", "-m", "unittest"],
    run: [String] = [], health: String? = nil, limits: SandboxDefaults = SandboxDefaults()
  ) throws {
    base = try Files.temporaryFolder("sandbox-test")
    root = (under ?? base) + "/service-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try Files.makeFolder(root)
    for (path, text) in files {
      try Files.makeFolder(Files.parent(of: "\(root)/\(path)"))
      try Files.replace("\(root)/\(path)", with: Array(text.utf8))
    }
    let service = ServiceDescription(
      name: "shop", language: "python", root: root, test: test, run: run, health: health)
    sessions = try SandboxSessions(
      service: service, source: SourceFolder(root), rules: Self.python, workspace: SandboxWorkspace("\(base)/work"),
      limits: limits)
    session = try sessions.open(SandboxOpen()).session
  }

  deinit {
    do {
      try Files.remove(root)
      try Files.remove(base)
    } catch {
      print("left behind: \(error)")
    }
  }

  func run(
    _ command: String..., diff: String? = nil, collect: [String] = [], limits: SandboxLimits = SandboxLimits()
  ) throws -> SandboxResult {
    try sessions.run(
      SandboxRun(session: session, diff: diff, command: command, limits: limits, collect: collect))
  }

  func shell(_ line: String, limits: SandboxLimits = SandboxLimits()) throws -> SandboxResult {
    try run("sh", "-c", line, limits: limits)
  }

  func python(_ program: String, limits: SandboxLimits = SandboxLimits()) throws -> SandboxResult {
    try run("python3", "-c", program, limits: limits)
  }

  static var python: RunRules {
    var rules = RunRules()
    rules.names = ["python3", "python"]
    rules.tools = ["pytest"]
    rules.probe = [
      "-c",
      """
      import json, sys
      print(json.dumps({"executable": sys.executable, "prefix": sys.prefix, "base_prefix": sys.base_prefix,
        "paths": [p for p in sys.path if p]}))
      """,
    ]
    rules.probeEnvironment = ["PYENV_DIR": "{root}"]
    rules.environment = ["PYTHONUNBUFFERED": "1"]
    return rules
  }
}
