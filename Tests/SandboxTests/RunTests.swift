import Glibc
import Healing
import SystemCalls
import Testing

@testable import Sandbox

@Suite struct RunTests {
  @Test func runsInACopyAtTheServicesOwnPath() throws {
    let sandbox = try TestSandbox(["app.py": "print(__file__)\n", "pkg/x.txt": "x\n"])
    let result = try sandbox.run("python3", "\(sandbox.root)/app.py")
    #expect(result.reason == .exit && result.code == 0, "\(result)")
    #expect(result.output == "\(sandbox.root)/app.py\n")
    let written = try sandbox.shell("pwd; echo more >pkg/x.txt; echo y >y; rm app.py; ls; cat pkg/x.txt")
    #expect(written.output == "\(sandbox.root)\npkg\ny\nmore\n")
    #expect(try Files.list(sandbox.root) == ["app.py", "pkg"])
    #expect(try Files.text("\(sandbox.root)/pkg/x.txt") == "x\n")
    #expect(try sandbox.shell("ls").output == "app.py\npkg\n", "the next command starts from a new copy")
  }

  @Test func tellsHowACommandEnded() throws {
    let sandbox = try TestSandbox()
    #expect(try sandbox.shell("exit 7").code == 7)
    let killed = try sandbox.shell("kill -SEGV $$")
    #expect(killed.reason == .signal && killed.code == Int(SIGSEGV))
    let absent = try sandbox.run("no-such-program")
    #expect(absent.reason == .exit && absent.code == 127)
    let both = try sandbox.shell("echo out; echo err >&2")
    #expect(both.output == "out\n" && both.errors == "err\n")
  }

  @Test func appliesADiffForOneCommand() throws {
    let sandbox = try TestSandbox(["app.py": "print(1)\n", "old.py": "x\n"])
    let diff = """
      --- a/app.py
      +++ b/app.py
      @@ -1 +1 @@
      -print(1)
      +print(2)
      --- /dev/null
      +++ b/new/n.py
      @@ -0,0 +1 @@
      +n
      --- a/old.py
      +++ /dev/null
      @@ -1 +0,0 @@
      -x

      """
    let patched = try sandbox.run("sh", "-c", "python3 app.py; ls; ls new", diff: diff)
    #expect(patched.output == "2\napp.py\nnew\nn.py\n")
    #expect(try sandbox.shell("python3 app.py; ls").output == "1\napp.py\nold.py\n")
    let failure = #expect(throws: StageFailure.self) {
      try sandbox.run("true", diff: diff.replacing("-print(1)", with: "-print(3)"))
    }
    #expect(failure?.code == "does-not-apply")
    let outside = #expect(throws: StageFailure.self) {
      try sandbox.run("true", diff: "--- /dev/null\n+++ b/../x\n@@ -0,0 +1 @@\n+x\n")
    }
    #expect(outside?.kind == .denied)
  }

  @Test func bringsWantedFilesBack() throws {
    let sandbox = try TestSandbox()
    let result = try sandbox.run(
      "sh", "-c", "mkdir -p out; printf '<xml>\\n' >out/report.xml; : >empty; ln -s /etc/passwd link; exit 3",
      collect: ["out/report.xml", "absent", "empty"])
    #expect(result.code == 3)
    #expect(result.files == ["out/report.xml": "<xml>\n", "empty": ""])
    #expect(throws: StageFailure.self) { try sandbox.run("true", collect: ["../x"]) }
  }

  @Test func aStaleTreeIsRefused() throws {
    let sandbox = try TestSandbox(["app.py": "1\n"])
    let base = try sandbox.sessions.open(SandboxOpen()).tree
    _ = try sandbox.sessions.open(SandboxOpen(base: base))
    try Files.replace("\(sandbox.root)/app.py", with: Array("2\n".utf8))
    let failure = #expect(throws: StageFailure.self) { try sandbox.sessions.open(SandboxOpen(base: base)) }
    #expect(failure?.code == "stale-source")
    #expect(try sandbox.shell("cat app.py").output == "1\n", "an open session keeps its tree")
  }

  @Test func unknownSessionsAndEmptyCommandsAreMistakes() throws {
    let sandbox = try TestSandbox()
    #expect(throws: StageFailure.self) { try sandbox.sessions.run(SandboxRun(session: "x", command: ["true"])) }
    #expect(throws: StageFailure.self) { try sandbox.sessions.run(SandboxRun(session: sandbox.session, command: [])) }
    try sandbox.sessions.close(SandboxClose(session: sandbox.session))
    #expect(throws: StageFailure.self) { try sandbox.shell("true") }
  }

  @Test func theInterpreterIsTheRealOne() throws {
    let sandbox = try TestSandbox()
    let result = try sandbox.python("import sys; print(sys.executable); import json, sqlite3, ssl")
    #expect(result.code == 0, "\(result.errors)")
    #expect(!result.output.contains("shims"))
    let view = try sandbox.sessions.view()
    #expect(view.description.contains("network: none"))
    #expect(view.description.contains(sandbox.root))
  }

  @Test func treesInTheHomeFolderAndVirtualEnvironmentsWork() throws {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let sandbox = try TestSandbox(["app.py": "import sys, inside; print(sys.prefix)\n"], under: home)
    let made = try Command(
      SpawnRequest(
        "python3", ["-m", "venv", "--without-pip", "\(sandbox.root)/env"],
        environment: ["PATH": String(cString: getenv("PATH")), "HOME": home], directory: "/")
    ).run()
    #expect(made.succeeded, "\(made.errorText)")
    let lib = try Files.list("\(sandbox.root)/env/lib")[0]
    try Files.replace("\(sandbox.root)/env/lib/\(lib)/site-packages/inside.py", with: [])
    let session = try sandbox.sessions.open(SandboxOpen()).session
    for program in ["env/bin/python3", "\(sandbox.root)/env/bin/python3"] {
      let result = try sandbox.sessions.run(SandboxRun(session: session, command: [program, "app.py"]))
      #expect(result.output == "\(sandbox.root)/env\n", "\(result.errors)")
    }
    let listed = try sandbox.sessions.run(
      SandboxRun(session: session, command: ["sh", "-c", "ls -A ~ | grep -v service-"]))
    #expect(!listed.output.contains(".ssh") && !listed.output.contains(".gitconfig"), "\(listed.output)")
  }

  @Test func costsMilliseconds() throws {
    let sandbox = try TestSandbox([
      "app.py": "def f(): return 1\n",
      "test_app.py":
        "import unittest, app\nclass T(unittest.TestCase):\n  def test_f(self): self.assertEqual(app.f(), 1)\n",
    ])
    func best(_ command: String...) throws -> Double {
      try (0..<10).map { _ in
        let result = try sandbox.sessions.run(SandboxRun(session: sandbox.session, command: command))
        #expect(result.code == 0, "\(result.errors)")
        return result.wallMs
      }.min()!
    }
    let nothing = try best("true")
    let start = try best("python3", "-c", "pass")
    let suite = try best("python3", "-m", "unittest", "-q")
    print("sandbox: nothing \(nothing) ms, python \(start) ms, unittest \(suite) ms")
    #expect(nothing < 200, "an order of magnitude above what it costs at rest")
  }
}
