import SystemCalls

/// What the host costs when nothing happens: the demo's configuration and its service, and nobody asks for anything.
struct IdlePart: Part {
  static let name = "idle"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let (folder, worker) = (try place.folder(Self.name), WorkerThread(name: "idle"))
    return try await worker.run { Result { try measure(folder) } }.get()
  }

  private func measure(_ folder: String) throws -> [Figure] {
    try ShopCopy.copy("\(place.root)/examples/shop", to: "\(folder)/story")
    let host = try IdleHost(place.product("homeostasis"), in: "\(folder)/story")
    defer { host.end() }
    let seconds = place.count(40, quick: 10)
    try host.rest(.seconds(5))  // What was begun at the start has come to its end.
    let before = try host.use()
    let started = ContinuousClock.now
    try host.rest(.seconds(seconds))
    let after = try host.use()
    let wall = (ContinuousClock.now - started).secondsAsDouble
    return figures(before, after, wall)
  }

  private func figures(_ before: IdleHost.Use, _ after: IdleHost.Use, _ seconds: Double) -> [Figure] {
    func share(_ before: Machine.Use, _ after: Machine.Use) -> Double {
      (after.processor - before.processor) / seconds * 100
    }
    let megabyte = 1_000_000.0
    return [
      Figure("idle.host.resident", after.host.resident / megabyte, "MB", peer: "limit", 60),
      Figure("idle.host.proportional", after.host.proportional / megabyte, "MB", peer: "limit", 60),
      Figure("idle.host.processor", share(before.host, after.host), "% of a core", peer: "limit", 0.5),
      Figure("idle.runners.count", Double(after.runners), "processes"),
      Figure("idle.runners.resident", after.runner.resident / megabyte, "MB"),
      Figure("idle.runners.proportional", after.runner.proportional / megabyte, "MB"),
      Figure("idle.runners.processor", share(before.runner, after.runner), "% of a core"),
    ]
  }
}
