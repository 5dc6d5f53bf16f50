import Glibc
public import Healing
import SourceTree
import SystemCalls

extension SandboxSessions {
  /// Runs one command in a new copy of the session's tree.
  /// - Parameter limit: asked about twenty times a second while it runs; once it is over the command ends with `cancelled`.
  public func run(_ request: SandboxRun, within limit: CallLimit = .none) throws(StageFailure) -> SandboxResult {
    let session = try session(request.session)
    var limits = limits.narrowed(to: request.limits)
    limits.limitsResident = rules.limitsResident
    if request.command.isEmpty {
      throw StageFailure(.invalid, code: "sandbox.command", place: service.name, message: "no command was given")
    }
    let job = try SandboxJob(
      workspace.next("job"), diff: request.diff, tree: session.copy.source, collect: request.collect)
    var view = view(of: request.command, session.copy, limits)
    view.environment.merge(request.environment) { _, asked in asked }
    let call = BubblewrapCall(
      view: view, user: session.user, tree: session.copy.source.root, job: job.folder, root: source.root,
      script: SandboxScript.run, command: request.command)
    let (result, report): (Command.Result, SandboxReport)
    do {
      (result, report) = try execute(call, limits, within: limit)
    } catch {
      throw StageFailure(error, doing: "the command could not be run in the sandbox")
    }
    return try answer(result, report, request)
  }

  private func execute(
    _ call: BubblewrapCall, _ limits: SandboxDefaults, within limit: CallLimit
  ) throws(SystemError) -> (Command.Result, SandboxReport) {
    let report = try OwnedFile.memory("report")
    var command = Command(try call.request(report: report))
    command.wallLimit = limits.wall
    command.outputLimit = Int(limits.outputBytes)
    command.stop = { limit.isOver }
    let watch = limits.limitsResident ? ResidentWatch(limit: limits.memoryBytes) : nil
    if let watch {
      command.started = { watch.root = $0 }
      command.stop = { limit.isOver || watch.isOver }
    }
    var result = try command.run()
    if result.reason == .stopped, watch?.wasOver == true { result.reason = .signal }
    return (result, SandboxReport(try report.start(64 << 20)))
  }

  private func answer(
    _ result: Command.Result, _ report: SandboxReport, _ request: SandboxRun
  ) throws(StageFailure) -> SandboxResult {
    if result.reason == .stopped {
      throw StageFailure(
        .cancelled, code: "cancelled", place: service.name, message: "the command was stopped on request")
    }
    if !report.ready && result.reason != .wall {
      throw StageFailure(
        .failed, code: "sandbox.setup", place: service.name,
        message: "the sandbox could not be set up: \(result.errorText.suffix(500))")
    }
    let cpuMs = report.cpuMs ?? result.ending.cpu / .milliseconds(1)
    let (reason, code) = ending(result, report)
    var files: [String: String] = [:]
    for (index, path) in request.collect.enumerated() {
      files[path] = report.files[index + 1].map { String(decoding: $0, as: UTF8.self) }
    }
    return SandboxResult(
      reason: reason, code: code, output: result.text, errors: result.errorText, wallMs: result.wall / .milliseconds(1),
      cpuMs: cpuMs, files: files)
  }

  /// A shell tells the end by a signal as a status above 128, so that a program that exits with such a status looks as
  /// if it had been killed; by convention it means just that.
  private func ending(
    _ result: Command.Result, _ report: SandboxReport
  ) -> (SandboxResult.Reason, Int) {
    switch result.reason {
    case .wall: return (.wall, Int(SIGKILL))
    case .output: return (.output, Int(SIGKILL))
    default: break
    }
    guard let status = report.status else { return (.signal, Int(SIGKILL)) }
    guard (129...192).contains(status) else { return (.exit, status) }
    if status - 128 == SIGXCPU { return (.cpu, status - 128) }
    return (.signal, status - 128)
  }
}
