import Glibc
import Healing
import SystemCalls

/// `homeostasis.exec/1`: runs what the configuration names, as the host's user, with an environment of its own.
struct GrantedPrograms: ExecService {
  private let grants: Grants
  private let root: String
  private let limit: CallLimit
  private static let longest: Duration = .seconds(600)
  private static let outputLimit = 1 << 20

  init(_ grants: Grants, root: String, _ limit: CallLimit) {
    self.grants = grants
    self.root = root
    self.limit = limit
  }

  func run(_ request: ExecRun) throws(StageFailure) -> SandboxResult {
    guard let program = grants.programs.first(where: { $0.name == request.program || $0.path == request.program })
    else {
      throw StageFailure(
        .denied, code: "exec.not-granted", place: request.program,
        message: "not granted: \(grants.remedy(.exec, "exec: [\(request.program)]"))")
    }
    try Self.check(request)
    let result: Command.Result
    do throws(SystemError) { result = try command(program.path, request).run() } catch {
      throw StageFailure(.failed, code: "exec.failed", place: request.program, message: "\(error)")
    }
    if result.reason == .stopped {
      throw StageFailure(.cancelled, code: "exec.stopped", place: request.program, message: "the call was told to stop")
    }
    return SandboxResult(
      reason: Self.reason(result.reason), code: Int(result.ending.code ?? result.ending.signal ?? 0),
      output: result.text, errors: result.errorText, wallMs: result.wall / .milliseconds(1),
      cpuMs: result.ending.cpu / .milliseconds(1), files: [:])
  }

  private func command(_ path: String, _ request: ExecRun) -> Command {
    var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8"]
    environment.merge(request.environment) { _, new in new }
    var spawn = SpawnRequest(
      path, request.arguments, environment: environment, directory: request.directory ?? (root.isEmpty ? "/" : root))
    // Whoever asked for it may be gone by then.
    spawn.deathSignal = SIGKILL
    spawn.limits = [Int32(RLIMIT_CORE.rawValue): 0, Int32(RLIMIT_NOFILE.rawValue): 1024]
    var command = Command(spawn)
    command.input = Array((request.input ?? "").utf8)
    command.outputLimit = Self.outputLimit
    command.wallLimit = limit.left(atMost: Self.longest, wanted: request.wallMs)
    command.stop = limit.isStopped
    return command
  }

  private static func check(_ request: ExecRun) throws(StageFailure) {
    let texts = request.arguments + request.environment.map { "\($0)\($1)" } + [request.directory ?? ""]
    guard texts.allSatisfy({ !$0.utf8.contains(0) }), request.environment.keys.allSatisfy({ !$0.contains("=") }),
      request.directory?.hasPrefix("/") ?? true
    else {
      throw StageFailure(
        .invalid, code: "exec.request", place: request.program,
        message: "no text may hold a zero byte, no name of a variable `=`, and the directory is absolute")
    }
  }

  private static func reason(_ reason: Command.Result.Reason) -> SandboxResult.Reason {
    switch reason {
    case .exit: .exit
    case .signal: .signal
    case .wall, .stopped: .wall
    case .output: .output
    }
  }
}
