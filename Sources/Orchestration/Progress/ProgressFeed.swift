import Synchronization

/// Hands progress to everyone who listens. Nobody is waited for: who reads too slowly misses the oldest.
final class ProgressFeed: Sendable {
  private struct Listeners {
    var next = 0
    var all: [Int: AsyncStream<Progress>.Continuation] = [:]
  }

  private static let kept = 4096
  private let listeners = Mutex(Listeners())

  func publish(_ progress: Progress) {
    for listener in listeners.withLock({ Array($0.all.values) }) { listener.yield(progress) }
  }

  func listen() -> AsyncStream<Progress> {
    let (stream, listener) = AsyncStream.makeStream(of: Progress.self, bufferingPolicy: .bufferingNewest(Self.kept))
    let number = listeners.withLock { listeners in
      listeners.next += 1
      listeners.all[listeners.next] = listener
      return listeners.next
    }
    listener.onTermination = { [weak self] _ in self?.listeners.withLock { _ = $0.all.removeValue(forKey: number) } }
    return stream
  }

  func finish() {
    for listener in listeners.withLock({ Array($0.all.values) }) { listener.finish() }
  }
}
