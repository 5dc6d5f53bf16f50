import Generations
import Glibc
import Healing
import KeeperProtocol
import LoadGenerator
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// Host and keeper die, together and apart; the service serves on.
@Suite(.serialized) struct DeathTests {
  @Test func aNewHostFindsTheServiceAsItIs() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    let before = try host.open()
    host.close()
    let next = try shop.host()
    #expect(try next.open().generations.map(\.pid) == before.generations.map(\.pid))
    #expect(next.status(of: LoadRequest("GET", "/healthz")) == 200)
  }

  @Test func aKeeperThatDiesIsReplacedByItself() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    let before = try host.open()
    let keeper = try keeperPid(shop)
    let load = LoadGenerator(
      LoadPlan(
        port: host.port, connections: 8, keepAlive: false, rate: 300, requests: [LoadRequest("GET", "/products/p-101")])
    )
    for _ in 0..<3 {
      kill(try keeperPid(shop), SIGKILL)
      #expect(try host.status(GenerationStatusRequest()).generations.map(\.pid) == before.generations.map(\.pid))
    }
    #expect(try keeperPid(shop) != keeper)
    _ = try host.stage(GenerationStage(rollout: "r1", base: shop.tree, diff: couponDiff))
    _ = try host.start(GenerationRequest(generation: 2))
    kill(try keeperPid(shop), SIGKILL)
    #expect(try host.switchTo(GenerationRequest(generation: 2)).current == 2)
    let report = load.stop()
    #expect(report.lost == 0 && report.failed == 0, "\(report.losses)")
    #expect(host.status(of: freeShipping) == 200)
  }

  @Test func hostAndKeeperDieTogether() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    let before = try host.open()
    host.close()
    kill(try keeperPid(shop), SIGKILL)
    let next = try shop.host()
    let after = try next.open()
    #expect(after.held == nil)
    #expect(after.generations.map(\.pid) == before.generations.map(\.pid))
    #expect(next.status(of: LoadRequest("GET", "/healthz")) == 200)
    _ = try next.stage(GenerationStage(rollout: "r1", base: shop.tree, diff: couponDiff))
    _ = try next.start(GenerationRequest(generation: 2))
    #expect(try next.switchTo(GenerationRequest(generation: 2)).current == 2)
  }

  /// One thread of a host starts a keeper, and another asks it before it is configured.
  @Test func aKeeperThatKnowsNothingYetIsConfiguredFirst() throws {
    let shop = try KeptShop()
    let folder = KeeperFolder(state: shop.settings.state, service: "shop")
    try Files.makeFolder(folder.path, mode: 0o700)
    let (ready, isReady) = try OwnedFile.pipe()
    var request = SpawnRequest(shop.settings.keeper, [folder.path], environment: [:])
    request.files = [3: isReady]
    let keeper = try request.spawn()
    #expect(try ready.read(1) == [KeeperFolder.isReady])
    let status = try shop.host().status(GenerationStatusRequest())
    #expect(status.current == 0 && status.held == nil)
    #expect(try keeperPid(shop) == keeper.pid)
    keeper.signal(SIGTERM)
    _ = try keeper.wait()
  }

  @Test func whenAllAreKilledTheSameGenerationComesBack() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    try host.open()
    _ = try host.stage(GenerationStage(rollout: "r1", base: shop.tree, diff: couponDiff))
    _ = try host.start(GenerationRequest(generation: 2))
    let pids = try host.switchTo(GenerationRequest(generation: 2)).generations.compactMap(\.pid)
    let address = host.address
    host.close()
    kill(try keeperPid(shop), SIGKILL)
    for pid in pids { kill(pid_t(pid), SIGKILL) }
    let next = try shop.host()
    let after = try next.open()
    #expect(after.current == 2)
    #expect(after.held == nil)
    #expect(next.address == address)
    #expect(next.status(of: freeShipping) == 200)
    #expect(try next.wait { $0.generations.first?.state == .healthy }.exits?.isEmpty == false)
    #expect(try next.switchTo(GenerationRequest(generation: 1)).current == 1)
  }

  @Test func aCrashOfTheServiceIsToldAndMended() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    let pid = try #require(host.open().generations.first?.pid)
    kill(pid_t(pid), SIGSEGV)
    let status = try host.wait { $0.exits?.count == 1 && $0.generations.first?.state == .healthy }
    #expect(status.exits?.first?.signal == Int64(SIGSEGV))
    #expect(status.generations.first?.residentBytes ?? 0 > 1 << 20)
    #expect(host.status(of: LoadRequest("GET", "/healthz")) == 200)
    let told = shop.events.withLock { events in
      events.contains { if case .exited(let exit) = $0 { exit.pid == Int32(pid) && exit.current } else { false } }
    }
    #expect(told)
  }

  @Test func aServiceThatIsStoppedByOthersIsNotStartedAgain() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    try host.open()
    try Generations(shop.settings).stop()
    #expect(host.status(of: LoadRequest("GET", "/healthz")) == nil)
    #expect(shop.events.withLock { $0.contains(.stopping) })
    #expect(throws: (any Error).self) { try keeperPid(shop) }
  }

  @Test func stopEndsAllAndOpenStartsAgain() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    let pid = try #require(host.open().generations.first?.pid)
    let keeper = try keeperPid(shop)
    try host.stop()
    #expect(kill(pid_t(pid), 0) != 0 && kill(keeper, 0) != 0)
    #expect(host.status(of: LoadRequest("GET", "/healthz")) == nil)
    #expect(try host.open().current == 2)
    #expect(host.status(of: LoadRequest("GET", "/healthz")) == 200)
  }

  /// The keeper is killed at moments that nobody has chosen, while generations come and go.
  @Test func aKeeperMayDieAtAnyMoment() throws {
    var random = SeededGenerator(Soak.seed)
    let shop = try KeptShop()
    let host = try shop.host()
    try host.open()
    let load = LoadGenerator(
      LoadPlan(
        port: host.port, connections: 8, keepAlive: false, rate: 200, requests: [LoadRequest("GET", "/products/p-101")])
    )
    let killer = Killer(
      shop,
      pauses: (0..<Soak.count("kills of a keeper at work", usual: 20, full: 200)).map { _ in
        UInt32.random(in: 1_000...60_000, using: &random)
      })
    var base = try shop.tree
    while !killer.isDone {
      let serving = try host.status(GenerationStatusRequest()).current
      let edit = "--- /dev/null\n+++ b/shop/note_\(serving).py\n@@ -0,0 +1,1 @@\n+NOTE = \(serving)\n"
      let staged = try host.stage(GenerationStage(rollout: "r\(serving)", base: base, diff: edit)).generation
      _ = try host.start(GenerationRequest(generation: staged))
      #expect(try host.switchTo(GenerationRequest(generation: staged)).current == staged)
      _ = try host.persist(GenerationPersist(generation: staged, diff: edit))
      _ = try host.retire(GenerationRequest(generation: serving))
      base = try shop.tree
    }
    let report = load.stop()
    #expect(report.lost == 0 && report.failed == 0, "\(report.losses)")
    #expect(report.answered > 0)
    let settled = try host.wait { status in
      status.generations.allSatisfy { $0.state == ($0.generation == status.current ? .healthy : .exited) }
    }
    #expect(settled.held == nil)
    let running = try processes(in: "\(shop.settings.state)/releases/shop/")
    #expect(running.count == 1, "nothing runs twice: \(running)")
    print("\(killer.kills) kills, generation \(settled.current), \(report.answered) answered")
  }

  private func processes(in folder: String) throws -> [pid_t] {
    try Files.list("/proc").compactMap { pid_t($0) }.filter { pid in
      // Others come and go meanwhile.
      (try? Files.resolve("/proc/\(pid)/cwd"))?.hasPrefix(folder) == true
    }
  }

  private func keeperPid(_ shop: KeptShop) throws -> pid_t {
    let channel = try KeeperFolder(state: shop.settings.state, service: "shop").connect()
    try channel.send(KeeperRequest.status.fields)
    return try KeeperStatus(channel.receive(within: .seconds(5)).0).keeper
  }
}

/// Kills whichever keeper is there, again and again, from a thread of its own.
private final class Killer: Sendable {
  private let state = Mutex((kills: 0, done: false))
  var kills: Int { state.withLock { $0.kills } }
  var isDone: Bool { state.withLock { $0.done } }

  init(_ shop: KeptShop, pauses: [UInt32]) {
    let folder = KeeperFolder(state: shop.settings.state, service: "shop")
    WorkerThread(name: "killer").perform { [self] in
      for pause in pauses {
        usleep(pause)
        // No answer: the last one is dead and the next not there yet.
        guard let channel = try? folder.connect(), (try? channel.send(KeeperRequest.status.fields)) != nil,
          let fields = try? channel.receive(within: .seconds(5)).0, let status = try? KeeperStatus(fields)
        else { continue }
        kill(status.keeper, SIGKILL)
        state.withLock { $0.kills += 1 }
      }
      state.withLock { $0.done = true }
    }
  }
}
