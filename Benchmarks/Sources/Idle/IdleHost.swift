import Glibc
import SystemCalls

/// `homeostasis run` as a process of its own.
final class IdleHost {
  /// What the host and its runners have used.
  struct Use {
    var host = Machine.Use()
    /// All runners together.
    var runner = Machine.Use()
    var runners = 0
  }

  private let process: ChildProcess
  private let log: String
  private var hasEnded = false

  init(_ program: String, in folder: String, log: String) throws {
    var request = SpawnRequest(
      program, ["run", "--config", "homeostasis.yaml"],
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"], directory: folder)
    let file = try OwnedFile(opening: log, O_WRONLY | O_CREAT | O_APPEND)
    request.files = [1: file, 2: file]
    process = try request.spawn()
    self.log = log
  }

  deinit { end() }

  /// Returns when the host says that it watches.
  func waitUntilReady() throws {
    let end = ContinuousClock.now + .seconds(30)
    while try !Files.text(log).contains("ready  ") {
      if try process.poll() != nil {
        hasEnded = true
        throw BenchFailure("homeostasis run ended: \(try Files.text(log))")
      }
      if ContinuousClock.now > end { throw BenchFailure("homeostasis run is not ready within 30 s: \(try Files.text(log))") }
      usleep(20_000)
    }
  }

  /// Lets time go by. Being idle is what is measured.
  func rest(_ time: Duration) {
    let end = ContinuousClock.now + time
    while ContinuousClock.now < end { usleep(50_000) }
  }

  func use() throws -> Use {
    var use = Use(host: try Machine.use(of: process.pid))
    for pid in try Machine.children(of: process.pid, named: "homeostasis-runner") {
      let one = try Machine.use(of: pid)
      use.runner.processor += one.processor
      use.runner.resident += one.resident
      use.runner.proportional += one.proportional
      use.runners += 1
    }
    return use
  }

  /// Ends the host in good order, and the service with it.
  func end() {
    if hasEnded { return }
    hasEnded = true
    process.signal(SIGINT)
    do throws(SystemError) {
      if try process.wait().code != 0 { Console.progress("homeostasis run did not end well: \(try Files.text(log))") }
    } catch {
      Console.progress("homeostasis run did not end well: \(error)")
    }
  }
}
