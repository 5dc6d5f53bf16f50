import Dispatch
import Glibc
import Synchronization

/// Ctrl-C and SIGTERM: what runs is ended in good order, since keepers and services would outlive this program. A second
/// one ends it at once.
enum Interruption {
  private static let asked = Atomic<Bool>(false)

  /// Begins to listen; the result must be kept as long as that shall last.
  static func listen() -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in
        if asked.exchange(true, ordering: .relaxed) { _exit(128 + number) }
      }
      source.activate()
      return source
    }
  }

  static func check() throws(BenchFailure) {
    if asked.load(ordering: .relaxed) { throw BenchFailure("interrupted") }
  }
}
