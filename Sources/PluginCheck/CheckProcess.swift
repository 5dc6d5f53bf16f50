import Glibc
import Healing
import PluginHost
import SystemCalls

/// The other end: one check, in the process that was started for it. The result goes to descriptor 3; over 4 and 5 it
/// asks for host services.
public enum CheckProcess {
  /// The first argument that tells the runner to check instead of serving calls.
  public static let word = "check"

  /// Runs the check that is ordered; returns the exit status.
  /// - Parameter arguments: ``word`` and the order as JSON, after the program's name. Or, for a debugger: `check NAME LIBRARY
  ///   FOLDER SEED [SETTINGS]`, without services, and the result goes to standard error.
  public static func run(_ arguments: [String]) -> Int32 {
    let isByHand = arguments.count > 4
    guard let order = isByHand ? byHand(arguments) : ordered(arguments),
      let check = Check.all.first(where: { $0.name == order.check }),
      let line = try? isByHand ? ServiceLine.make().line : ServiceLine(socket: 4, memory: 5)
    else { return 2 }
    let bench = CheckBench(order, line)
    let started = ContinuousClock.now
    var outcome = CheckOutcome(name: check.name, result: .passed, detail: "", seconds: 0)
    do throws(Finding) { outcome.detail = try check.run(bench) } catch {
      outcome.result = error.result
      outcome.detail = error.detail
    }
    outcome.seconds = (ContinuousClock.now - started) / .seconds(1)
    do { try OwnedFile(isByHand ? 2 : 3).writeAll(JSON.text(outcome) + (isByHand ? "\n" : "")) } catch { return 1 }
    return 0
  }

  private static func ordered(_ arguments: [String]) -> CheckOrder? {
    guard arguments.count == 2 else { return nil }
    // What cannot be read is no order.
    return try? JSON.decode(CheckOrder.self, from: arguments[1])
  }

  private static func byHand(_ arguments: [String]) -> CheckOrder? {
    guard let seed = UInt64(arguments[4]) else { return nil }
    return CheckOrder(
      check: arguments[1], library: arguments[2], folder: arguments[3],
      settings: arguments.count > 5 ? arguments[5] : nil, seed: seed, service: SampleRecords.service, granted: [])
  }
}
