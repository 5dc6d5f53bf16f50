import Glibc
import Healing
import PluginHost
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// What is granted works, what is not is refused with the line that would grant it: in the host, in the runner of native
/// plugins and in that of Python alike.
@Suite struct GrantTests {
  typealias Place = AskingBench.Place
  let folder: TemporaryFolder
  private let place = "h.yaml:14: pipelines.web.analyzers[0]"

  init() throws { folder = try TemporaryFolder() }

  private func grants(_ change: (inout Grants) -> Void = { _ in }) -> Grants {
    var grants = Grants()
    grants.place = place
    change(&grants)
    return grants
  }

  @Test(arguments: Place.allCases) func withoutAnyEveryServiceSaysWhichLineWouldGrantIt(_ place: Place) async throws {
    let bench = AskingBench(place, in: folder)
    let stage = try await bench.stage(grants())
    for id in HostServiceID.allCases {
      let told = try await stage.ask("\(id.rawValue) read", "{}")
      let line = "add `grants: {\(id.usualGrant)}` to the stage at \(self.place)"
      #expect(told.status == 9, "\(id)")
      // In C there is no table to ask by, and the log says why.
      if place == .python {
        #expect(told.text.contains(line), "\(id)")
      } else {
        #expect(bench.log.withLock { $0.last?["why"]?.contains(line) } == true, "\(id)")
      }
    }
    await stage.retire()
  }

  @Test(arguments: Place.allCases) func filesAreGrantedByPath(_ place: Place) async throws {
    try folder.write("shown/a.txt", "shown")
    try folder.write("hidden.txt", "hidden")
    try folder.write("kept/old.txt", "old")
    #expect(symlink("\(folder.path)/hidden.txt", "\(folder.path)/shown/link") == 0)
    let (shown, kept) = ("\(folder.path)/shown", "\(folder.path)/kept")
    let stage = try await AskingBench(place, in: folder).stage(
      grants { $0.files = [GrantedFile(path: shown), GrantedFile(path: kept, writes: true)] })
    let files = HostServiceID.files.rawValue
    let read = try await stage.ask("\(files) read", #"{"path": "\#(shown)/a.txt"}"#)
    #expect(read.isGranted && read.text.contains("shown"))
    let listed = try await stage.ask("\(files) list", #"{"folder": "\#(shown)", "pattern": "*.txt"}"#)
    #expect(listed.isGranted && listed.text.contains("a.txt"))
    let written = try await stage.ask("\(files) write", #"{"path": "\#(kept)/new.txt", "text": "new"}"#)
    #expect(written.isGranted)
    #expect(try Files.text("\(kept)/new.txt") == "new")
    for (method, path, code) in [
      ("read", "\(folder.path)/hidden.txt", "files: [\(folder.path)/hidden.txt]"),
      ("write", "\(shown)/a.txt", "files: [{path: \(shown)/a.txt, access: write}]"),
      ("read", "\(shown)/../hidden.txt", "without `..`"), ("read", "\(shown)/link", "leads out"),
      ("read", "relative.txt", "files: [source]"),
    ] {
      let told = try await stage.ask("\(files) \(method)", #"{"path": "\#(path)", "text": "bad"}"#)
      #expect(told.status == 9 && told.text.contains(code), "\(method) \(path): \(told.text)")
    }
    #expect(try Files.text("\(folder.path)/hidden.txt") == "hidden")
    await stage.retire()
  }

  @Test(arguments: Place.allCases) func programsAreGrantedByName(_ place: Place) async throws {
    let stage = try await AskingBench(place, in: folder).stage(
      grants { $0.programs = [GrantedProgram(name: "sh", path: "/bin/sh")] })
    let exec = HostServiceID.exec.rawValue
    let ran = try await stage.ask(
      "\(exec) run",
      #"{"program": "sh", "arguments": ["-c", "cat; echo $X; pwd; exit 3"], "environment": {"X": "y"}, "input": "in ", "wall_ms": 0}"#
    )
    #expect(
      ran.isGranted && ran.text.contains("in y") && ran.text.contains(#""code""#) && ran.text.contains(folder.path))
    let refused = try await stage.ask(
      "\(exec) run", #"{"program": "cat", "arguments": [], "environment": {}, "wall_ms": 0}"#)
    #expect(refused.status == 9 && refused.text.contains("exec: [cat]") && refused.text.contains(self.place))
    let late = try await stage.ask(
      "\(exec) run", #"{"program": "sh", "arguments": ["-c", "sleep 60"], "environment": {}, "wall_ms": 100}"#)
    #expect(late.isGranted && late.text.contains("wall"))
    await stage.retire()
  }

  @Test(arguments: Place.allCases) func recordsAreClearedOfSecrets(_ place: Place) async throws {
    let file = try folder.write("key", #"hunter"2\more"#)
    chmod(file, 0o600)
    let bench = AskingBench(place, in: folder)
    let stage = try await bench.stage(
      grants { $0.secrets = [GrantedSecret(name: "key", source: .file(file))] }, isVeiled: true)
    let told = try await stage.ask("\(HostServiceID.secrets.rawValue) read", #"{"name": "key"}"#)
    // The answer of the service is JSON in a text: there the secret stands with escapes.
    #expect(told.isGranted && told.text.contains("[secret]") && !told.text.contains("hunter"), "\(told.text)")
    await stage.retire()
  }

  @Test(arguments: Place.allCases) func secretsAreGrantedByNameAndNeverTold(_ place: Place) async throws {
    let file = try folder.write("token", "s3cr3t-of-a-file\n")
    let open = try folder.write("open", "not private")
    #expect(chmod(file, 0o600) == 0 && chmod(open, 0o644) == 0)
    setenv("HOMEOSTASIS_TEST_SECRET", "s3cr3t-of-a-variable", 1)
    let bench = AskingBench(place, in: folder)
    let stage = try await bench.stage(
      grants {
        $0.secrets = [
          GrantedSecret(name: "file", source: .file(file)), GrantedSecret(name: "open", source: .file(open)),
          GrantedSecret(name: "variable", source: .environment("HOMEOSTASIS_TEST_SECRET")),
          GrantedSecret(name: "gone", source: .environment("HOMEOSTASIS_TEST_NONE")),
        ]
      })
    let secrets = HostServiceID.secrets.rawValue
    for (name, value) in [("file", "s3cr3t-of-a-file"), ("variable", "s3cr3t-of-a-variable")] {
      let told = try await stage.ask("\(secrets) read", #"{"name": "\#(name)"}"#)
      #expect(told.isGranted && told.text.contains(value))
      #expect(bench.veil.over("x \(value) y") == "x [secret] y")
    }
    let mode = try await stage.ask("\(secrets) read", #"{"name": "open"}"#)
    #expect(mode.status == 9 && mode.text.contains("chmod 600"))
    #expect(try await stage.ask("\(secrets) read", #"{"name": "gone"}"#).status == 7)
    let other = try await stage.ask("\(secrets) read", #"{"name": "other"}"#)
    #expect(other.status == 9 && other.text.contains("{name: other, environment: VARIABLE}"))
    await stage.retire()
  }

  @Test(arguments: Place.allCases) func stateIsKeptAndComparedAndBounded(_ place: Place) async throws {
    let state = HostServiceID.state.rawValue
    let first = try await AskingBench(place, in: folder).stage(grants { $0.stateBytes = 100 })
    #expect(try await first.ask("\(state) get", #"{"key": "a"}"#).status == 7)
    #expect(try await first.ask("\(state) put", #"{"key": "a", "value": "one", "version": 0}"#).isGranted)
    #expect(try await first.ask("\(state) put", #"{"key": "a", "value": "two", "version": 0}"#).status == 8)
    #expect(try await first.ask("\(state) put", #"{"key": "a", "value": "two", "version": 1}"#).isGranted)
    let big = String(repeating: "x", count: 100)
    let full = try await first.ask("\(state) put", #"{"key": "b", "value": "\#(big)"}"#)
    #expect(full.status == 9 && full.text.contains("state: 105B"))
    await first.retire()
    let second = try await AskingBench(place, in: folder).stage(grants { $0.stateBytes = 100 })
    let again = try await second.ask("\(state) get", #"{"key": "a"}"#)
    #expect(again.isGranted && again.text.contains("two") && again.text.contains("2"))
    #expect(try await second.ask("\(state) keys", #"{"prefix": ""}"#).text.contains("a"))
    #expect(try await second.ask("\(state) delete", #"{"key": "a"}"#).isGranted)
    #expect(try await second.ask("\(state) get", #"{"key": "a"}"#).status == 7)
    await second.retire()
  }

  @Test(arguments: Place.allCases) func requestsGoToGrantedAddresses(_ place: Place) async throws {
    let server = try await OneLineServer()
    let port = server.port
    let http = HostServiceID.http.rawValue
    func request(_ url: String) -> String {
      #"{"method": "POST", "url": "\#(url)", "headers": [["X-Test", "a"]], "body": "sent", "wall_ms": 5000}"#
    }
    let stage = try await AskingBench(place, in: folder).stage(
      grants { $0.addresses = [GrantedAddress(host: "127.0.0.1", port: port)] })
    let answer = try await stage.ask("\(http) request", request("http://127.0.0.1:\(port)/path?q=1"))
    #expect(answer.isGranted && answer.text.contains("POST /path?q=1") && answer.text.contains("201"))
    for url in ["http://127.0.0.1:1/", "http://localhost:\(port)/", "https://127.0.0.1:443/"] {
      let told = try await stage.ask("\(http) request", request(url))
      #expect(told.status == 9 && told.text.contains("http: ['") && told.text.contains(self.place), "\(url)")
    }
    for url in ["http://127.0.0.1:\(port)@localhost/", "ftp://127.0.0.1/", "http://127.0.0.1:\(port)\\\\@x/"] {
      #expect(try await stage.ask("\(http) request", request(url)).status == 2, "\(url)")
    }
    await stage.retire()
    await server.stop()
  }

  @Test(arguments: Place.allCases) func clockAndProgressNeedNoLine(_ place: Place) async throws {
    var offered = TypedServices()
    let said = SaidList()
    offered.progress = { said.add($0) }
    let bench = AskingBench(place, in: folder)
    let stage = try await bench.stage(.standard(isShipped: false, needs: []), offered: offered)
    bench.clock.advance(.seconds(7))
    let now = try await stage.ask("\(HostServiceID.clock.rawValue) now", "{}")
    #expect(now.isGranted && now.text.contains("\(bench.clock.now().nanoseconds)"))
    #expect(try await stage.ask("\(HostServiceID.progress.rawValue) tell", #"{"done": 3, "of": 10}"#).isGranted)
    #expect(said.all == [["done": 3, "of": 10]])
    await stage.retire()
  }
}
