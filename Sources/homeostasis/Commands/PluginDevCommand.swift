import Healing
import Synchronization
import SystemCalls

extension Commands {
  static let pluginDev = CommandDescription(
    name: "dev", summary: "build and try a plugin at each change of its source, until Ctrl-C", operands: "DIR|FILE",
    options: [
      OptionDescription(
        name: "--once", value: nil, summary: "build and try it once; the exit status is 0 when all is as expected"),
      TriedPlugin.grantsOption,
      OptionDescription(
        name: "--output", value: "FORMAT", summary: "table for people, json for programs: one object a generation",
        allowed: ["table", "json"]),
    ],
    examples: [
      "homeostasis plugin dev stack-namer          # a folder that `plugin new` made",
      "homeostasis plugin dev analyzer.c --once --output json",
    ]
  ) { invocation throws(CommandFailure) in
    let source: PluginSource
    let path = try invocation.operand("folder or source file")
    guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no \(path)") }
    do throws(SystemError) { source = try PluginSource(path) } catch {
      throw CommandFailure(error, doing: "\(path) cannot be worked on")
    }
    let bench = Workbench(source, grants: invocation["--grants"])
    if invocation.has("--once") {
      let made = await bench.next { false }
      try tell(made, json: invocation.wantsJSON)
      return made.standing == .good ? .done : .failed
    }
    try await develop(source, on: bench, json: invocation.wantsJSON)
    return .done
  }

  private static func develop(
    _ source: PluginSource, on bench: Workbench, json: Bool
  ) async throws(CommandFailure) {
    let failure = Mutex<CommandFailure?>(nil)
    try await Interrupts.untilFirst {
      let isStopped = Atomic(false)
      await withTaskCancellationHandler {
        do throws(CommandFailure) {
          try await Course(source: source, bench: bench, json: json).run { isStopped.load(ordering: .relaxed) }
        } catch {
          failure.withLock { $0 = error }
        }
      } onCancel: {
        isStopped.store(true, ordering: .relaxed)
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }

  fileprivate static func tell(_ made: DevelopedGeneration, json: Bool) throws(CommandFailure) {
    if json { return try Output.json(made) }
    if !made.output.isEmpty {
      Terminal.error(made.output.hasSuffix("\n") ? String(made.output.dropLast()) : made.output)
    }
    Terminal.out(Terminal.harmless(made.page))
  }
}

/// One generation after the other, for as long as nobody stops it.
private struct Course {
  let source: PluginSource
  let bench: Workbench
  let json: Bool

  func run(isStopped: @escaping @Sendable () -> Bool) async throws(CommandFailure) {
    let worker = WorkerThread(name: "watch")
    let watch: Watch
    do throws(SystemError) { watch = Watch(try FolderWatch(source.folder, recursive: source.isFolder)) } catch {
      throw CommandFailure(error, doing: "\(source.folder) cannot be watched")
    }
    var built = ""
    while !isStopped() {
      let now = try fingerprint()
      if now != built {
        built = now
        let made = await bench.next(stop: isStopped)
        if isStopped() { return }
        try Commands.tell(made, json: json)
        if !json { Terminal.line("waiting for a change; Ctrl-C ends it") }
      }
      let result = await worker.run {
        Result { () throws(SystemError) in try watch.folder.waitForChange(isStopped: isStopped) }
      }
      do throws(SystemError) { _ = try result.get() } catch {
        throw CommandFailure(error, doing: "\(source.folder) cannot be watched")
      }
    }
  }

  private func fingerprint() throws(CommandFailure) -> String {
    do throws(SystemError) { return try source.fingerprint() } catch {
      throw CommandFailure(error, doing: "\(source.path) cannot be read")
    }
  }

  /// Used by the watching thread alone, one wait after the other.
  private final class Watch: @unchecked Sendable {
    let folder: FolderWatch
    init(_ folder: FolderWatch) { self.folder = folder }
  }
}
