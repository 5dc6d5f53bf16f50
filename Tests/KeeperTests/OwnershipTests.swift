import Glibc
import KeeperProtocol
import LoadGenerator
import SystemCalls
import TestSupport
import Testing

/// Who owns what: one keeper for a service, one service on an address, and what no keeper can take over.
@Suite(.serialized) struct OwnershipTests {
  @Test func anAddressInUseIsRefused() throws {
    let first = try KeptService()
    let address = try #require(first.status().address)
    let second = try KeptService(listen: address, configured: false)
    let refusal = #expect(throws: Refusal.self) { try second.configure() }
    #expect(refusal?.code == .address)
    #expect(refusal?.message.contains("something else listens there") == true, "\(refusal?.message ?? "")")
  }

  @Test func aSecondKeeperFindsTheLock() throws {
    let service = try KeptService()
    let command = Command(
      try SpawnRequest(Built.product("homeostasis-keeper"), [service.keeperFolder.path], environment: [:]))
    let result = try command.run()
    #expect(result.ending.code == 4)
    #expect(result.errorText.contains("another keeper holds"))
    #expect(try service.status().keeper == service.keeper.pid)
  }

  @Test func aKeeperWithoutAServiceWaitsForOne() throws {
    let service = try KeptService(configured: false)
    for request in [KeeperRequest.status, .watch, .start(try service.tree(1)), .switchTo(1), .retire(1)] {
      let refusal = #expect(throws: Refusal.self) { try service.ask(request) }
      #expect(refusal?.code == .unconfigured, "\(request)")
    }
    try service.configure()
    #expect(try service.serve(1).keeper == service.keeper.pid)
  }

  @Test func garbageIsRefusedAndHurtsNobody() throws {
    let service = try KeptService()
    let rubbish: [[UInt8]] = [
      [0], Array("GET / HTTP/1.1\r\n\r\n".utf8), Array("homeostasis-keeper/9\0ask=stop\0".utf8),
      Array("homeostasis-keeper/1\0ask=explode\0".utf8), Array("homeostasis-keeper/1\0ask=switch\0generation=x\0".utf8),
      Array("homeostasis-keeper/1\0=\0".utf8), Array("homeostasis-keeper/1\0ask=sto".utf8), [0xff, 0xfe, 0],
    ]
    for bytes in rubbish {
      let channel = try service.connect()
      _ = try UnixSocket.send(bytes, over: channel.socket)
      let (fields, _) = try channel.receive(within: .seconds(5))
      #expect(fields["refused"] == "invalid", "\(bytes)")
    }
    #expect(throws: Refusal.self) { try service.ask(.switchTo(77)) }
    #expect(try service.status().held == nil)
  }

  @Test func whatCannotBeTakenOverServesOnAndIsHeld() throws {
    // The process that the keeper knows gives the socket to a child and closes its own: nobody can lend it again.
    let service = try KeptService {
      $0.command = ["/bin/sh", "-c", "LISTEN_PID= SHOP_FD=3 \(KeptService.python) -m shop & exec 3<&-; wait"]
    }
    let tree = try service.tree(1) { path in
      try replace(
        "\(path)/shop/server.py", "if os.environ.get(\"LISTEN_PID\") == str(os.getpid())", "if os.environ[\"SHOP_FD\"]")
    }
    try service.ask(.start(tree))
    let pid = try #require(service.ask(.switchTo(1)).generations.first?.pid)
    let held = try service.replaceKeeper(giving: [])
    #expect(held.held?.contains("is left alone") == true, "\(held.held ?? "")")
    let refusal = #expect(throws: Refusal.self) { try service.ask(.start(service.tree(2))) }
    #expect(refusal?.code == .held)
    let load = LoadGenerator(LoadPlan(port: try service.port, connections: 4, count: 40, requests: shopRequests))
    #expect(load.wait().lost == 0)
    #expect(kill(pid, 0) == 0, "it was not restarted")
    kill(-pid, SIGKILL)
    let again = try service.wait {
      if $0.held != nil { _ = try? service.configure() }
      return $0.held == nil && $0.generations.first?.state == .healthy
    }
    #expect(again.current == 1 && again.exits.map(\.pid) == [pid])
  }

  @Test func withoutAHostAGenerationThatKeepsEndingIsRolledBack() throws {
    let service = try KeptService()
    try service.serve(1)
    try service.ask(.start(try service.tree(2, edit: dieSoon)))
    try service.ask(.switchTo(2))
    let status = try service.wait(30) { $0.current == 1 }
    #expect(status.exits.filter { $0.generation == 2 && !$0.expected }.count == 5)
    #expect(service.messages.contains("generation 1 gets the traffic: rolled back"))
  }

  @Test func withAHostItIsTheHostWhoDecides() throws {
    let service = try KeptService()
    try service.serve(1)
    let channel = try service.watch()
    try service.ask(.start(try service.tree(2, edit: dieSoon)))
    try service.ask(.switchTo(2))
    let status = try service.wait(30) { $0.exits.filter { $0.generation == 2 && !$0.expected }.count >= 6 }
    #expect(status.current == 2)
    var told: [KeeperEvent.Exit] = []
    while told.count < 6 {
      if case .exited(let exit) = try KeeperEvent(channel.receive(within: .seconds(5)).0), exit.generation == 2 {
        told.append(exit)
      }
    }
    #expect(told.allSatisfy { $0.code == 3 && $0.current })
  }

  @Test func stopEndsEverythingInGoodOrder() throws {
    let service = try KeptService()
    let pid = try #require(service.serve(1).generations.first?.pid)
    try service.ask(.stop)
    #expect(try service.keeper.wait().code == 0)
    #expect(kill(pid, 0) != 0)
    #expect(service.log.contains("INFO shop finished"))
    #expect(try Files.list(service.keeperFolder.path).filter { $0.hasPrefix("record") }.isEmpty)
  }

  @Test func anIdleKeeperCostsNothing() throws {
    let service = try KeptService()
    try service.serve(1)
    _ = try service.watch()
    usleep(100_000)
    let before = try ProcessCost(service.keeper.pid)
    usleep(Soak.isOn ? 10_000_000 : 1_000_000)
    let after = try ProcessCost(service.keeper.pid)
    print("keeper: \(after.residentKilobytes) KB resident, \(after.privateKilobytes) KB its own")
    #expect(after.switches == before.switches, "it woke up without a reason")
    #expect(after.privateKilobytes < 8_000)
  }

  /// Healthy at first, and over soon.
  private func dieSoon(_ path: String) throws {
    try replace(
      "\(path)/shop/__main__.py", "main()",
      "import os, threading\nthreading.Timer(0.15, lambda: os._exit(3)).start()\nmain()")
  }
}

/// What a process has used.
struct ProcessCost {
  var residentKilobytes = 0
  var privateKilobytes = 0
  var switches = 0

  init(_ pid: pid_t) throws {
    for line in try Files.text("/proc/\(pid)/status").split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.count >= 2, let value = Int(words[1]) else { continue }
      if words[0] == "VmRSS:" { residentKilobytes = value }
      if words[0] == "RssAnon:" { privateKilobytes = value }
      if words[0].hasSuffix("_ctxt_switches:") { switches += value }
    }
  }
}
