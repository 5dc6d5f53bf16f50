import Glibc
import LoadGenerator

/// A service that is swapped again and again under load: one load for each swap, so that each has its own pause.
struct SwapRun {
  /// Requests a second; what is lost or late is not sent again.
  static let rate = 400.0
  static let connections = 16

  /// The longest time without any answer, of each swap, in milliseconds.
  private(set) var pauses = Samples()
  private(set) var sent = 0
  private(set) var lost = 0

  /// Swaps `count` times, each amid `requests` requests. Blocks.
  mutating func run(port: UInt16, swaps count: Int, requests: Int, swap: (Int) throws -> Void) throws {
    for number in 1...count {
      let load = LoadGenerator(Self.plan(port))
      do {
        try wait(load, until: requests / 5)
        try swap(number)
        try wait(load, until: requests)
      } catch {
        _ = load.stop()
        throw error
      }
      let report = load.stop()
      pauses.add(report.longestGap / .milliseconds(1))
      sent += report.sent
      lost += report.lost
    }
  }

  private func wait(_ load: LoadGenerator, until sent: Int) throws {
    let end = ContinuousClock.now + .seconds(60)
    while load.soFar.sent < sent {
      try Interruption.check()
      if ContinuousClock.now > end { throw BenchFailure("the service did not answer \(sent) requests within 60 s") }
      usleep(2_000)
    }
  }

  private static func plan(_ port: UInt16) -> LoadPlan {
    LoadPlan(
      port: port, connections: connections, rate: rate,
      requests: [
        LoadRequest("GET", "/products"), LoadRequest("GET", "/products/p-101"), LoadRequest("GET", "/search?q=lamp"),
      ])
  }
}
