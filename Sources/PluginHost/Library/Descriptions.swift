import Glibc
import Healing
import SystemCalls

/// Asks libraries what they say of themselves, each in a process that lives for that only, several at once.
enum Descriptions {
  /// What the first plugin of each library says, by the keys of `copies`. Blocks.
  static func ask<Key: Hashable & Sendable>(
    _ copies: [Key: String], runner: String
  ) -> [Key: Result<PluginDescription, StageFailure>] {
    let orders = Array(copies)
    let count = min(orders.count, max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    // A runner dies with the thread that has started it: each has a thread that lives until it has answered.
    let threads = (0..<count).map { number in
      let result = BlockingResult<[(Key, Result<PluginDescription, StageFailure>)]>()
      let worker = WorkerThread(name: "describe")
      worker.perform {
        let own = stride(from: number, to: orders.count, by: count).map { orders[$0] }
        result.set(own.map { key, path in (key, one(path, runner)) })
      }
      return (worker, result)
    }
    return Dictionary(uniqueKeysWithValues: threads.flatMap { $0.1.wait() })
  }

  private static func one(_ library: String, _ runner: String) -> Result<PluginDescription, StageFailure> {
    Result { () throws(StageFailure) in
      let process = try RunnerProcess(runner: runner, library: library, id: "") { _, _, _ in }
      let watchdog = Watchdog(after: .seconds(10)) { process.kill() }
      defer { watchdog.cancel() }
      do throws(StageFailure) {
        let description = try process.describe()
        process.kill()
        _ = process.wait()
        return description
      } catch {
        process.kill()
        let ending = process.wait()
        if error.kind != .crashed { throw error }
        throw StageFailure(
          .crashed, code: "plugin.load-crash", place: library,
          message:
            "it ends the process that loads it (\(ending)): look for a constructor that aborts or never returns")
      }
    }
  }
}
