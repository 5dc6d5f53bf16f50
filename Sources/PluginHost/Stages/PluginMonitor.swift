import Glibc
public import Healing
import PluginBridge
import Synchronization

/// A monitor plugin as a stage: polls it for as long as the task lives, and after a crash takes up where it stopped.
public struct PluginMonitor: Monitor {
  private let stage: PluginStage
  private let work: Work
  /// The same in every poll: an idle host would do little else than make it again.
  private let context: [RecordBatch]
  /// Pipeline and plugin: `web/log`.
  public var id: String { stage.id }

  /// `work` names the service that the monitor observes.
  public init(_ stage: PluginStage, observing work: Work) {
    self.stage = stage
    self.work = work
    context = stage.context(work)
  }

  /// Ends the instance behind it; nothing may follow.
  public func retire() async { await stage.instance.retire() }

  /// How long one poll waits for data.
  private static let pollTime: Duration = .seconds(1)
  private static let longestBackoff: Duration = .seconds(30)

  /// Ends by cancellation, and drains the plugin then. The plugin's thread waits until `take` has stored a batch.
  /// - Throws: what the plugin said; not for a crash or a hang, which it begins again after with a growing pause.
  public func observe(
    from cursors: [Cursor], take: @Sendable @escaping (ObservedBatch) async throws(StageFailure) -> Void
  ) async throws(StageFailure) {
    let reached = Mutex(Dictionary(cursors.map { ($0.stream, $0) }) { _, last in last })
    var backoff: Duration = .zero
    while !Task.isCancelled {
      let before = reached.withLock { $0 }
      do throws(StageFailure) {
        try await begin(reached.withLock { Array($0.values) })
        while !Task.isCancelled {
          try await poll(reached, take)
          backoff = .zero
        }
      } catch  where Self.passes(error) {
        // The instance has a new process by now, or gets one when it is released: at once, and after a longer pause each
        // time that it dies without having worked.
        if reached.withLock({ $0 != before }) { backoff = .zero }
        do { try await Task.sleep(for: backoff) } catch { break }
        backoff = max(.milliseconds(50), min(backoff * 2, Self.longestBackoff))
      }
    }
    _ = try await stage.instance.perform(.drain, nil, call("drain", timeout: .seconds(5)))
  }

  /// Whether the monitor may work again later, without anything that the caller could do.
  private static func passes(_ error: StageFailure) -> Bool {
    error.kind == .crashed || error.kind == .timeout || error.isOutOfService
  }

  private func begin(_ cursors: [Cursor]) async throws(StageFailure) {
    _ = try await stage.instance.perform(.resume, RecordBatch(cursors), call("resume", timeout: stage.timeout))
    _ = try await stage.instance.perform(.start, nil, call("start", timeout: stage.timeout))
  }

  private func poll(
    _ reached: borrowing Mutex<[String: Cursor]>,
    _ take: @Sendable @escaping (ObservedBatch) async throws(StageFailure) -> Void
  ) async throws(StageFailure) {
    let observed = ObservedBatches(monitor: id, take: take)
    var call = call("poll", timeout: Self.pollTime)
    call.emit = { [veil = stage.veil] batch, _ in observed.take(veil?.over(batch) ?? batch) }
    defer {
      // What was stored before a plugin died is not read again.
      observed.cursors.withLock { new in reached.withLock { $0.merge(new) { _, last in last } } }
    }
    _ = try await stage.instance.perform(.poll, nil, call)
  }

  private func call(_ verb: String, timeout: Duration) -> PluginCall {
    PluginCall(
      id: "\(id)/\(verb)", timeout: timeout, context: context, services: stage.services(work)
    ).bound()
  }
}
