import Dispatch
import Glibc

/// Ctrl-C and SIGTERM as cancellation.
enum Interrupts {
  /// Runs `work` until it ends or the first interrupt comes, and then waits for it to end in good order. A second
  /// interrupt ends the process.
  /// - Parameter onHangup: what SIGHUP means; nil: the same as the others.
  static func untilFirst(
    onHangup: (@Sendable () -> Void)? = nil, _ work: @escaping @Sendable () async -> Void
  ) async {
    let numbers = [SIGINT, SIGTERM, SIGHUP]
    // Before the work begins: from its first word on, whoever hears it may interrupt it.
    for number in numbers { signal(number, SIG_IGN) }
    let task = Task { await work() }
    let sources = numbers.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in
        if number == SIGHUP, let onHangup { return onHangup() }
        if task.isCancelled { _exit(128 + number) }
        task.cancel()
      }
      source.activate()
      return source
    }
    await task.value
    for source in sources { source.cancel() }
  }
}
