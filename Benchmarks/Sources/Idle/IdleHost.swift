import Glibc
import SystemCalls

/// `homeostasis run` with nothing to do.
struct IdleHost {
  /// What the host and its runners have used.
  struct Use {
    var host = Machine.Use()
    /// All runners together.
    var runner = Machine.Use()
    var runners = 0
  }

  private let program: MeasuredProgram

  /// Starts it in `folder`, which holds the configuration, and returns when it says that it watches.
  init(_ path: String, in folder: String) throws {
    let program = try MeasuredProgram(path, ["run", "--config", "homeostasis.yaml"], in: folder)
    let isReady = try program.wait(atMost: .seconds(30)) { try program.errorText.contains("ready  ") }
    if try !isReady || program.hasEnded() {
      throw BenchFailure("homeostasis run is not ready within 30 s: \(try program.errorText)")
    }
    self.program = program
  }

  /// Lets time go by. Being idle is what is measured.
  func rest(_ time: Duration) throws {
    if try program.wait(atMost: time) { throw BenchFailure("homeostasis run has ended: \(try program.errorText)") }
  }

  func use() throws -> Use {
    var use = Use(host: try Machine.use(of: program.pid))
    for pid in try Machine.children(of: program.pid, named: "homeostasis-runner") {
      let one = try Machine.use(of: pid)
      use.runner.processor += one.processor
      use.runner.resident += one.resident
      use.runner.proportional += one.proportional
      use.runners += 1
    }
    return use
  }

  /// Ends the host in good order, and the service with it.
  func end() { program.end() }
}
