import Glibc
import SystemCalls
import Testing

@Suite struct CommandTests {
  let environment = ["PATH": "/usr/bin:/bin"]

  @Test func takesOutputErrorsAndStatus() throws {
    var command = Command(SpawnRequest("sh", ["-c", "cat; echo wrong >&2; exit 3"], environment: environment))
    command.input = Array("given".utf8)
    let result = try command.run()
    #expect(result.text == "given")
    #expect(result.errorText == "wrong\n")
    #expect(result.ending.code == 3 && result.reason == .exit)
  }

  @Test func killsTheWholeGroupAtTheWallLimit() throws {
    let started = ContinuousClock.now
    let (result, held) = try runHoldingFile("sleep 60 & wait")
    #expect(result.reason == .wall && result.ending.signal == SIGKILL)
    // Ends once the grandchild, which holds the other end, has ended.
    #expect(try held.readAll(limit: 1).isEmpty)
    #expect(ContinuousClock.now - started < .seconds(30))
  }

  @Test func cutsEndlessOutput() throws {
    var command = Command(SpawnRequest("yes", environment: environment))
    command.outputLimit = 100_000
    let result = try command.run()
    #expect(result.reason == .output && result.output.count == 100_000)
  }

  @Test func aMissingProgramIsAnError() throws {
    #expect(throws: SystemError.self) {
      try Command(SpawnRequest("/nonexistent/program", environment: environment)).run()
    }
    #expect(throws: SystemError("find", "no-such-program", number: ENOENT)) {
      try Command(SpawnRequest("no-such-program", environment: environment)).run()
    }
  }

  @Test func theChildSeesOnlyNamedFiles() throws {
    let (read, _) = try OwnedFile.pipe()
    var request = SpawnRequest("sh", ["-c", "ls /proc/self/fd | tr '\\n' ' '"], environment: environment)
    request.files[7] = read
    let result = try Command(request).run()
    #expect(result.text == "0 1 2 3 7 ")  // 3 is the folder that ls reads.
  }

  @Test func listenPIDIsTheChildsOwn() throws {
    var request = SpawnRequest("sh", ["-c", "test $LISTEN_PID = $$"], environment: environment)
    request.setsListenPID = true
    #expect(try Command(request).run().succeeded)
  }

  /// Runs for 300 ms, every process holding the other end of the file that is returned.
  private func runHoldingFile(_ script: String) throws -> (Command.Result, OwnedFile) {
    let (read, write) = try OwnedFile.pipe()
    var command = Command(SpawnRequest("sh", ["-c", script], environment: environment))
    command.request.files[7] = write
    command.wallLimit = .milliseconds(300)
    return (try command.run(), read)
  }
}
