import Generations
import Healing
import HealingRuntime
import SystemCalls

/// What a swap of a running service costs its clients: generations through the keeper beside a restart.
struct HandoverPart: Part {
  static let name = "handover"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let (folder, worker) = (try place.folder(Self.name), WorkerThread(name: "handover"))
    let (kept, restarted) = try await worker.run {
      Result { (try keeper(folder), try restarts(folder)) }
    }.get()
    let peer = "stop and start of the same service"
    return [
      Figure("handover.pause.p50", kept.pauses.percentile(0.5), "ms", peer: peer, restarted.pauses.percentile(0.5)),
      Figure("handover.pause.p99", kept.pauses.percentile(0.99), "ms", peer: peer, restarted.pauses.percentile(0.99)),
      Figure(
        "handover.lost-of-10000", Double(kept.lost) * 10_000 / Double(kept.sent), "requests", peer: peer,
        Double(restarted.lost) * 10_000 / Double(restarted.sent)),
    ]
  }

  private var swaps: Int { place.count(20, quick: 3) }
  private var requests: Int { place.count(500, quick: 300) }

  private func keeper(_ folder: String) throws -> SwapRun {
    let shop = try ShopCopy(place, at: "\(folder)/kept")
    let settings = KeptServiceSettings(
      service: ServiceDescription(
        name: "shop", language: "python", root: shop.root, run: ShopCopy.command, listen: "127.0.0.1:0",
        health: "/healthz"),
      state: "\(folder)/state", keeper: place.installation.keeper, environment: ShopCopy.environment)
    let generations = try Generations(settings)
    var run = SwapRun()
    do {
      try generations.open()
      guard let port = UInt16(generations.address?.split(separator: ":").last ?? "") else {
        throw BenchFailure("the keeper tells no address")
      }
      try run.run(port: port, swaps: swaps, requests: requests) { number in
        try shop.touch(number)
        try generations.deploy()
      }
    } catch {
      try generations.stop()
      throw error
    }
    try generations.stop()
    Console.progress("handover: \(swaps) swaps, \(run.lost) of \(run.sent) requests lost")
    return run
  }

  private func restarts(_ folder: String) throws -> SwapRun {
    let shop = try RestartedShop(ShopCopy(place, at: "\(folder)/restarted"), log: "\(folder)/restarted.log")
    var run = SwapRun()
    try run.run(port: shop.port, swaps: swaps, requests: requests) { _ in try shop.restart() }
    try shop.end()
    Console.progress("handover: \(swaps) restarts, \(run.lost) of \(run.sent) requests lost")
    return run
  }
}
