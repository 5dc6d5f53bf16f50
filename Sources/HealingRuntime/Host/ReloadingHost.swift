public import Healing
public import Orchestration
import PipelineConfiguration
import PluginHost
import Synchronization
import SystemCalls

/// A host that takes a new configuration while it runs, as one transaction: either all of it, or nothing and the
/// mistakes are told. Services that both know are served on meanwhile; monitors go on where they stopped.
public final class ReloadingHost: Sendable {
  /// What an operator should see.
  public typealias Tell = @Sendable (HostNews) -> Void
  /// What the courses do.
  public typealias Follow = @Sendable (Progress) -> Void

  private let tell: Tell
  private let follow: Follow
  private let current: Mutex<Hosting>
  private let isAsked = Atomic(false)
  private let loader = WorkerThread(name: "configuration")

  private struct Hosting {
    let host: HealingHost
    let loaded: LoadedConfiguration
  }

  /// Makes the first host; nothing is watched before ``run()``.
  public init(
    _ loaded: LoadedConfiguration, tell: @escaping Tell, follow: @escaping Follow
  ) async throws(StageFailure) {
    self.tell = tell
    self.follow = follow
    current = Mutex(Hosting(host: try await HealingHost(loaded, tell: tell), loaded: loaded))
  }

  /// The services of the configuration that counts now.
  public func startServices() async throws(StageFailure) { try await current.withLock { $0 }.host.startServices() }

  /// Ends them, and their keepers.
  public func stopServices() async { await current.withLock { $0 }.host.stopServices() }

  /// Asks for the configuration to be read again, as a change of its file does.
  public func reload() { isAsked.store(true, ordering: .relaxed) }

  /// How often the file is looked at; it must stand still for as long.
  private static let pace: Duration = .milliseconds(500)

  /// Watches and heals until the task is cancelled.
  /// - Throws: why the host has ended by itself.
  public func run() async throws(StageFailure) {
    var watch = FileWatch(current.withLock { $0 }.loaded.path)
    while !Task.isCancelled {
      let hosting = current.withLock { $0 }
      let (follow, host) = (follow, hosting.host)
      let progress = Task { for await step in host.progress() { follow(step) } }
      let hasEnded = Atomic(false)
      let running = Task {
        defer { hasEnded.store(true, ordering: .releasing) }
        do throws(StageFailure) {
          try await host.run()
          return nil as StageFailure?
        } catch {
          return error
        }
      }
      let next = await withTaskCancellationHandler {
        await self.next(&watch, hosting.loaded, hasEnded)
      } onCancel: {
        running.cancel()
      }
      running.cancel()
      let failure = await running.value
      progress.cancel()
      if let next, !Task.isCancelled { try await replace(hosting, by: next) } else if let failure { throw failure }
      if next == nil { return }
    }
  }

  /// Waits for a configuration that is good; nil: there will be none any more.
  private func next(
    _ watch: inout FileWatch, _ old: LoadedConfiguration, _ hasEnded: borrowing Atomic<Bool>
  ) async -> LoadedConfiguration? {
    while !hasEnded.load(ordering: .acquiring) {
      do { try await Task.sleep(for: Self.pace) } catch { return nil }  // Cancelled.
      let isAsked = isAsked.exchange(false, ordering: .relaxed)
      guard watch.look() || isAsked else { continue }
      do throws(StageFailure) {
        let loaded = try await load(old)
        try await Rehearsal(loaded: loaded).run()
        return loaded
      } catch {
        tell(.warning("the configuration is not taken, and nothing has changed: \(error)"))
      }
    }
    return nil
  }

  private func load(_ old: LoadedConfiguration) async throws(StageFailure) -> LoadedConfiguration {
    let path = old.path
    let result = await loader.run {
      Result { () throws(LoadedConfiguration.Failure) in try LoadedConfiguration.load(path) }
    }
    let loaded: LoadedConfiguration
    do throws(LoadedConfiguration.Failure) { loaded = try result.get() } catch {
      let reason =
        switch error {
        case .mistakes(let mistakes), .refused(let mistakes): mistakes.map { "\($0)" }.joined(separator: "; ")
        case .installation(let failure): "\(failure)"
        }
      throw StageFailure(.invalid, code: "reload.mistakes", place: path, message: reason)
    }
    guard let place = loaded.state?.database, place == old.state?.database else {
      throw StageFailure(
        .invalid, code: "reload.state", place: path,
        message: "`state` is another one, or only in memory: end the host and start it again for that")
    }
    return loaded
  }

  /// Puts a host of the new configuration in place of one that has ended; when that fails, one of the old.
  private func replace(_ old: Hosting, by loaded: LoadedConfiguration) async throws(StageFailure) {
    do throws(StageFailure) {
      try await start(loaded)
      for warning in loaded.warnings { tell(.warning("\(warning)")) }
      await old.host.stopServices(goneFrom: loaded.configuration)
      tell(.configured(loaded.path))
    } catch {
      tell(.warning("the new configuration does not start, the old one goes on: \(error)"))
      try await start(old.loaded)
    }
  }

  private func start(_ loaded: LoadedConfiguration) async throws(StageFailure) {
    let host = try await HealingHost(loaded, tell: tell)
    do throws(StageFailure) { try await host.startServices() } catch {
      await host.end()
      throw error
    }
    current.withLock { $0 = Hosting(host: host, loaded: loaded) }
  }
}
