import Glibc
import Healing
import SystemCalls

/// The other end: one check, in the process that was started for it. The result goes to descriptor 3.
public enum CheckProcess {
  /// The first argument that tells the runner to check instead of serving calls.
  public static let word = "check"

  /// Runs the check that the arguments name; returns the exit status.
  /// - Parameter arguments: `check NAME LIBRARY FOLDER SEED [SETTINGS]`, after the program's name.
  public static func run(_ arguments: [String]) -> Int32 {
    guard arguments.count >= 5, let check = Check.all.first(where: { $0.name == arguments[1] }),
      let seed = UInt64(arguments[4])
    else { return 2 }
    let bench = CheckBench(
      library: arguments[2], folder: arguments[3], settings: arguments.count > 5 ? arguments[5] : nil, seed: seed)
    let started = ContinuousClock.now
    var outcome = CheckOutcome(name: check.name, result: .passed, detail: "", seconds: 0)
    do throws(Finding) { outcome.detail = try check.run(bench) } catch {
      outcome.result = error.result
      outcome.detail = error.detail
    }
    outcome.seconds = (ContinuousClock.now - started) / .seconds(1)
    do { try OwnedFile(3).writeAll(JSON.text(outcome)) } catch { return 1 }
    return 0
  }
}
