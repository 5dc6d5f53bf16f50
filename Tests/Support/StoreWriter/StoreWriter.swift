import Glibc
import Healing
import IncidentStore

/// A small real writer that the tests kill: it says on standard output what the store has acknowledged, one line each,
/// and goes on where the database says that it stopped.
///
///     StoreWriter PATH ROUNDS   writes that many rounds
///     StoreWriter PATH hold     opens for writing and waits for its standard input to end
///     StoreWriter PATH speed    measures
@main struct StoreWriter {
  static func main() async {
    // A limit of the file size shall be an error of the write, as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    guard CommandLine.arguments.count == 3 else { exit(2) }
    do throws(StoreFailure) {
      let store = try await SQLiteIncidentStore.open(at: CommandLine.arguments[1], time: SystemTime())
      say("open")
      switch CommandLine.arguments[2] {
      case "hold":
        var byte: UInt8 = 0
        while read(0, &byte, 1) > 0 {}
      case "speed": try await Speed(store: store).run()
      case let rounds: try await Rounds(store: store).run(Int(rounds) ?? 1)
      }
      await store.close()
      say("done")
    } catch {
      say("failed \(error.kind.rawValue) \(error)")
      exit(1)
    }
  }

  /// One write, so that a kill never leaves half a line.
  static func say(_ line: String) {
    let text = line + "\n"
    _ = write(1, text, text.utf8.count)
  }
}

/// The clock of the machine.
struct SystemTime: TimeSource {
  func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
