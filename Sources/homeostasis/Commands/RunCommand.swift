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
    let loaded = try invocation.configuration()
    let feed = RunFeed(json: invocation.wantsJSON)
    let host: ReloadingHost
    do throws(StageFailure) {
      host = try await ReloadingHost(loaded, tell: { feed.tell($0) }, follow: { feed.tell($0) })
    } catch {
      throw CommandFailure(error)
    }
    let startFailure = Mutex<StageFailure?>(nil)
    try await Interrupts.untilFirst(onHangup: { host.reload() }) {
      do throws(StageFailure) { try await host.startServices() } catch {
        startFailure.withLock { $0 = error }
        return
      }
      feed.ready()
      do throws(StageFailure) { try await host.run() } catch { feed.failed(error) }
    }
    if let failure = startFailure.withLock({ $0 }) { throw CommandFailure(failure) }
    if !invocation.has("--keep-services") { await host.stopServices() }
    return feed.hasFailed ? .failed : .done
  }

  private static let keep = OptionDescription(
    name: "--keep-services", value: nil, summary: "let the services go on when this ends; the next run takes them over")
}
