import Dispatch
import Glibc
import SystemCalls

/// Ctrl-C and SIGTERM as cancellation.
enum Interrupts {
  // Until the process ends: the handlers write to it.
  private static let pipe = Result { () throws(SystemError) in try SignalPipe([SIGINT, SIGTERM, SIGHUP]) }

  /// Runs `work` until it ends or the first interrupt comes, and then waits for it to end in good order. A second
  /// interrupt ends the process.
  /// - Parameter onHangup: what SIGHUP means; nil: the same as the others.
  static func untilFirst(
    onHangup: (@Sendable () -> Void)? = nil, _ work: @escaping @Sendable () async -> Void
  ) async throws(CommandFailure) {
    // Before the work begins: from its first word on, whoever hears it may interrupt it.
    let heard: OwnedFile
    do throws(SystemError) { heard = try pipe.get().heard } catch {
      throw CommandFailure(.failed, "signals cannot be heard: \(error)")
    }
    let task = Task { await work() }
    let source = DispatchSource.makeReadSource(fileDescriptor: heard.number)
    source.setEventHandler { @Sendable in
      for number in (try? heard.read(16)) ?? [] {
        if Int32(number) == SIGHUP, let onHangup {
          onHangup()
        } else if task.isCancelled {
          _exit(128 + Int32(number))
        } else {
          task.cancel()
        }
      }
    }
    source.activate()
    await task.value
    source.cancel()
  }
}
