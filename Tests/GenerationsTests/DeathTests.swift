import Generations
import Glibc
import Healing
import KeeperProtocol
import LoadGenerator
import Synchronization
import SystemCalls
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
        port: host.port, connections: 8, keepAlive: false, rate: 300, requests: [LoadRequest("GET", "/products/p-101")]))
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

  private func keeperPid(_ shop: KeptShop) throws -> pid_t {
    let channel = try KeeperFolder(state: shop.settings.state, service: "shop").connect()
    try channel.send(KeeperRequest.status.fields)
    return try KeeperStatus(channel.receive(within: .seconds(5)).0).keeper
  }
}
