import Glibc
import Healing
import HealingRuntime
import Orchestration
import Synchronization

extension Commands {
  static let run = CommandDescription(
    name: "run", summary: "watch the configured services and heal them, until Ctrl-C",
    options: [.config, .output, keep],
    examples: ["homeostasis run --config homeostasis.yaml", "homeostasis run --keep-services --output json"]
  ) { invocation throws(CommandFailure) in
    try invocation.noOperands()
    let feed = RunFeed(json: invocation.wantsJSON)
    let hosting = Hosting()
    // From the first moment on: while plugins are loaded an interrupt ends the host in good order, too.
    try await Interrupts.untilFirst(onHangup: { hosting.host?.reload() }) {
      do throws(CommandFailure) { try await serve(invocation, hosting, feed) } catch { hosting.failed(error) }
    }
    if !invocation.has("--keep-services") { await hosting.host?.stopServices() }
    if let failure = hosting.failure { throw failure }
    return feed.hasFailed ? .failed : .done
  }

  @Sendable private static func serve(
    _ invocation: Invocation, _ hosting: Hosting, _ feed: RunFeed
  ) async throws(CommandFailure) {
    let loaded = try invocation.configuration()
    if Task.isCancelled { return }
    let host: ReloadingHost
    do throws(StageFailure) {
      host = try await ReloadingHost(loaded, tell: { feed.tell($0) }, follow: { feed.tell($0) })
      hosting.serves(host)
      try await host.startServices()
    } catch {
      // What was interrupted has not failed.
      if Task.isCancelled { return }
      throw CommandFailure(error)
    }
    if Task.isCancelled { return }
    do throws(StageFailure) { try await host.run() } catch { feed.failed(error) }
  }

  /// What has become of a run so far; from any thread.
  private final class Hosting: Sendable {
    private let state = Mutex<(host: ReloadingHost?, failure: CommandFailure?)>((nil, nil))
    var host: ReloadingHost? { state.withLock { $0.host } }
    var failure: CommandFailure? { state.withLock { $0.failure } }
    func serves(_ host: ReloadingHost) { state.withLock { $0.host = host } }
    func failed(_ failure: CommandFailure) { state.withLock { $0.failure = failure } }
  }

  private static let keep = OptionDescription(
    name: "--keep-services", value: nil, summary: "let the services go on when this ends; the next run takes them over")
}
