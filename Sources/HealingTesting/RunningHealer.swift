public import Healing
public import Orchestration

/// A healer at work, whose progress a test reads: it waits for what happens, and never for time.
public final class RunningHealer {
  /// The healer.
  public let healer: Healer
  private let task: Task<Void, Never>
  private var progress: AsyncStream<Progress>.Iterator

  private init(_ healer: Healer) {
    self.healer = healer
    progress = healer.progress().makeAsyncIterator()
    task = Task {
      do {
        try await healer.run()
      } catch {
        preconditionFailure("the ledger could not be read: \(error)")
      }
    }
  }

  /// Offers incidents to a healer, runs it, and stops it when `body` returns.
  ///
  /// It is offered them before it runs: offered while it runs, one that it has found by itself and ended already is opened again.
  public static func run(
    _ healer: Healer, offering incidents: [Incident] = [], _ body: (RunningHealer) async throws -> Void
  ) async rethrows {
    for incident in incidents { await healer.offer(incident) }
    let running = RunningHealer(healer)
    do {
      try await body(running)
    } catch {
      await running.stop()
      throw error
    }
    await running.stop()
  }

  /// Reads on until the course of an incident moves into a state, as it is drawn.
  @discardableResult
  public func until(_ state: String, of incident: String = "i1") async -> Course.State? {
    await until { progress in
      guard progress.incident == incident, case .moved(_, let to, _) = progress.news, "\(to)" == state else {
        return nil
      }
      return to
    }
  }

  /// As ``until(_:of:)``, and whenever there is trouble on the way, it does something about it.
  public func until(_ state: String, of incident: String = "i1", onTrouble: () -> Void) async {
    onTrouble()
    _ = await until { progress -> Bool? in
      if case .trouble = progress.news { onTrouble() }
      guard progress.incident == incident, case .moved(_, let to, _) = progress.news, "\(to)" == state else {
        return nil
      }
      return true
    }
  }

  /// Reads on until something is found; nil: the healer has stopped.
  public func until<Found>(_ find: (Progress) -> Found?) async -> Found? {
    while let next = await progress.next(isolation: #isolation) {
      if let found = find(next) { return found }
    }
    return nil
  }

  private func stop() async {
    task.cancel()
    await task.value
  }
}
