import Glibc
import KeeperProtocol
import LoadGenerator
import SystemCalls
import Testing

/// What is killed, refused or wrong: the service goes on serving, or `held` says why not.
@Suite(.serialized) struct FaultTests {
  @Test func aGenerationThatIsNotHealthyNeverStopsTheOldOne() throws {
    let service = try KeptService { $0.healthTimeout = .seconds(2) }
    try service.serve(1)
    let load = LoadGenerator(LoadPlan(port: try service.port, connections: 8, rate: 200, requests: shopRequests))
    let sick = try service.tree(2) { path in
      try replace("\(path)/shop/app.py", "return {\"status\": \"ok\"", "return 1 / 0, {\"status\": \"ok\"")
    }
    let refusal = #expect(throws: Refusal.self) { try service.ask(.start(sick)) }
    #expect(refusal?.code == .unhealthy)
    #expect(refusal?.message.contains("status 500") == true, "\(refusal?.message ?? "")")
    #expect(throws: Refusal.self) { try service.ask(.switchTo(2)) }
    let status = try service.wait { $0.generations.last?.state == .exited }
    #expect(status.current == 1)
    let report = load.stop()
    #expect(report.lost == 0 && report.failed == 0)
  }

  @Test func aGenerationThatEndsAtOnceIsRefusedWithItsStatus() throws {
    let service = try KeptService()
    try service.serve(1)
    let broken = try service.tree(2) {
      try Files.replace("\($0)/shop/__main__.py", with: Array("raise SystemExit(7)".utf8))
    }
    let refusal = #expect(throws: Refusal.self) { try service.ask(.start(broken)) }
    #expect(refusal?.message.contains("with status 7") == true, "\(refusal?.message ?? "")")
    #expect(try service.status().current == 1)
  }

  @Test func aNewGenerationGetsNoTrafficBeforeTheSwitchAndAllOfItAfterwards() throws {
    let service = try KeptService()
    try service.serve(1)
    let plan = LoadPlan(
      port: try service.port, connections: 16, keepAlive: false, rate: 400, requests: [LoadRequest("GET", "/products")])
    let before = LoadGenerator(plan)
    let next = try service.tree(2) {
      try replace("\($0)/shop/app.py", "(\"GET\", \"/products\")", "(\"GET\", \"/goods\")")
    }
    try service.ask(.start(next))
    usleep(200_000)
    #expect(before.stop().statuses.keys.sorted() == [200])
    try service.ask(.switchTo(2))
    let after = LoadGenerator(plan)
    usleep(300_000)
    #expect(after.stop().statuses.keys.sorted() == [404])
  }

  @Test(arguments: [true, false]) func aKilledKeeperIsReplaced(hostHasCopies: Bool) throws {
    let service = try KeptService()
    try service.serve(1)
    try service.serve(2)
    let before = try service.wait { $0.generations.first?.state == .healthy && $0.exits.count == 1 }
    let port = try service.port
    if hostHasCopies { _ = try service.watch() }
    let load = LoadGenerator(LoadPlan(port: port, connections: 16, keepAlive: false, rate: 400, requests: shopRequests))
    let after = try service.replaceKeeper(giving: hostHasCopies ? service.copies : [])
    #expect(after.held == nil)
    #expect(after.current == 2 && after.previous == 1)
    #expect(after.generations.map(\.pid) == before.generations.map(\.pid), "nothing was restarted")
    // The new keeper owns the service as the old one did: it can hand it over and end it.
    try service.ask(.switchTo(1))
    try service.serve(3)
    usleep(200_000)
    let report = load.stop()
    #expect(report.lost == 0 && report.failed == 0, "\(report.losses)")
    #expect(try service.status().current == 3)
  }

  @Test func whatEndedWithoutAKeeperIsStartedAgainAndTold() throws {
    let service = try KeptService()
    let pid = try #require(service.serve(1).generations.first?.pid)
    _ = try service.watch()
    service.keeper.signal(SIGKILL)
    kill(pid, SIGKILL)
    let status = try service.replaceKeeper(giving: service.copies)
    #expect(status.exits.map(\.pid) == [pid])
    #expect(try service.wait { $0.generations.first?.state == .healthy }.generations.first?.pid != pid)
  }

  @Test func aKilledGenerationIsStartedAgainAndItsClientsWait() throws {
    let service = try KeptService()
    let pid = try #require(service.serve(1).generations.first?.pid)
    kill(pid, SIGKILL)
    let load = LoadGenerator(
      LoadPlan(port: try service.port, connections: 8, keepAlive: false, count: 50, requests: shopRequests))
    #expect(load.wait().lost == 0)
    let status = try service.status()
    #expect(status.exits.map(\.signal) == [SIGKILL])
    #expect(status.exits.first?.current == true && status.exits.first?.expected == false)
  }

  @Test func aKilledStandbyIsStartedAgain() throws {
    let service = try KeptService()
    try service.serve(1)
    try service.serve(2)
    let standby = try service.wait { $0.generations.first?.state == .healthy && $0.exits.count == 1 }.generations[0].pid
    kill(try #require(standby), SIGKILL)
    let again = try service.wait { $0.exits.count == 2 && $0.generations.first?.state == .healthy }
    #expect(again.generations[0].pid != standby)
    #expect(try service.ask(.switchTo(1)).current == 1)
  }

  @Test func aServiceThatShutsItsSocketDownLosesNoneOfTheTraffic() throws {
    let service = try KeptService()
    let port = try service.port
    var load: LoadGenerator?
    for number in Int64(1)...6 {
      let rude = try service.tree(number) {
        try replace("\($0)/shop/server.py", "self.listener.close()", "self.listener.shutdown(2); self.listener.close()")
      }
      try service.ask(.start(rude))
      try service.ask(.switchTo(number))
      if load == nil {
        load = LoadGenerator(LoadPlan(port: port, connections: 16, keepAlive: false, rate: 400, requests: shopRequests))
      }
      _ = try service.wait { status in status.exits.count >= Int(number) * 2 - 3 }
    }
    #expect(service.messages.contains("that its process had shut down listens again"))
    let report = try #require(load).stop()
    #expect(report.lost == 0 && report.failed == 0, "\(report.losses)")
  }
}

/// Replaces a text that has to be there.
func replace(_ path: String, _ old: String, _ new: String) throws {
  let text = try Files.text(path)
  guard let range = text.firstRange(of: old) else { throw Refusal(.absent, "\(old) is not in \(path)") }
  try Files.replace(path, with: Array(text.replacingCharacters(range, new).utf8))
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, _ new: String) -> String {
    String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
  }
}
