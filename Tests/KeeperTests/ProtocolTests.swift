import KeeperProtocol
import SystemCalls
import Testing

@testable import homeostasis_keeper

/// What is said and written down comes back as it was; what is not understood is refused.
@Suite struct ProtocolTests {
  @Test func aSpecificationComesBackAsItWas() throws {
    let specification = ServiceSpecification(
      name: "shop", listen: "[::1]:80", health: nil, command: ["sh", "-c", "a=b\nc", ""],
      environment: ["A": "x=y", "B": "", "C": "line\nline"], log: "/tmp/größe.log", logLimit: 5,
      healthTimeout: .milliseconds(1500), drainTimeout: .seconds(2), keepsStandby: false)
    let request = KeeperRequest.configure(specification)
    #expect(try KeeperRequest(Fields(request.fields.bytes)) == request)
  }

  @Test func statusAndEventsComeBackAsTheyWere() throws {
    let exit = KeeperEvent.Exit(
      sequence: 3, generation: 2, pid: 99, code: nil, signal: 9, expected: false, current: true, at: 5,
      ranMicroseconds: 6, peakBytes: 7)
    let status = KeeperStatus(
      keeper: 1, address: "127.0.0.1:1", current: 2, previous: 1, held: "why, and = what", switchMicroseconds: 4,
      generations: [
        .init(number: 1, folder: "/a b", tree: "t", state: .exited, exit: 137),
        .init(number: 2, folder: "/c", tree: "u", state: .healthy, pid: 5, startMicroseconds: 8),
      ], exits: [exit])
    #expect(try KeeperStatus(Fields(status.fields.bytes)) == status)
    for event in [KeeperEvent.exited(exit), .held(nil), .held("x"), .stopping, .switched(current: 2, byItself: true)] {
      #expect(try KeeperEvent(Fields(event.fields.bytes)) == event)
    }
  }

  @Test func everyCutOfAMessageIsRefusedOrAnotherMessage() throws {
    let bytes = KeeperRequest.start(.init(number: 7, folder: "/f", tree: "t")).fields.bytes
    for length in 0..<bytes.count {
      let cut = Array(bytes.prefix(length))
      #expect(throws: ProtocolFailure.self, "\(length)") { try KeeperRequest(Fields(cut)) }
    }
    #expect(throws: ProtocolFailure.self) {
      try Fields(Array(Fields.version.utf8) + [0] + [UInt8](repeating: 65, count: Fields.largest) + [0])
    }
  }

  @Test func aRecordThatNamesWhatCannotBeIsRefused() throws {
    let record = Record(
      address: try #require(ListenAddress("127.0.0.1:80")), cookies: [1, 2], index: [1, 0], currentSlot: 1, current: 3,
      previous: 0, lastExit: 9, generations: [.init(number: 3, folder: "/x", tree: "t")],
      processes: [
        .init(launch: "9.1", generation: 3, slot: 1, pid: 44, startTime: 55, phase: .healthy, hadTraffic: true)
      ])
    let again = try Record(Fields(record.fields.bytes))
    #expect(again.fields == record.fields && again.processes.first?.startTime == 55)
    for (field, value) in [("current_slot", "2"), ("index", "0"), ("process.0.pid", "1"), ("process.0.slot", "7")] {
      var fields = record.fields
      fields[field] = value
      #expect(throws: ProtocolFailure.self, "\(field)") { try Record(fields) }
    }
  }
}

/// Addresses, the program that routes, and the table of half-open connections.
@Suite struct RoutingTests {
  @Test(arguments: ["127.0.0.1:8080", "[::1]:80", "0.0.0.0:1", "[fe80::1]:65535"]) func anAddressIsRead(_ text: String)
    throws
  {
    #expect(ListenAddress(text)?.description == text)
  }

  @Test(arguments: ["", "8080", "localhost:80", "::1:80", "127.0.0.1:", "127.0.0.1:65536", "1.2.3:4", "[1.2.3.4]:5"])
  func whatIsNoAddressIsRefused(_ text: String) { #expect(ListenAddress(text) == nil) }

  @Test func aClientFindsWhatListensEverywhere() {
    #expect(ListenAddress("0.0.0.0:80")?.reachable.description == "127.0.0.1:80")
    #expect(ListenAddress("[::]:80")?.reachable.description == "[::1]:80")
    #expect(ListenAddress("10.0.0.1:80")?.reachable.description == "10.0.0.1:80")
  }

  /// The kernel runs the program; here a few lines of ours do, on packets made by hand.
  @Test(arguments: [
    ("127.0.0.1", 4000, 3), ("127.0.0.1", 4001, 5), ("127.0.0.1", 4002, 1), ("127.0.0.2", 4000, 1),
    ("10.1.1.1", 4001, 1),
  ])
  func onlyTheProbesLeaveTheWay(_ host: String, _ port: Int, _ index: Int) throws {
    func source(_ port: Int) throws -> ListenAddress { try #require(ListenAddress("127.0.0.1:\(port)")) }
    let program = RouteProgram(
      current: 1, exceptions: [.init(source: try source(4000), index: 3), .init(source: try source(4001), index: 5)])
    let client = try #require(ListenAddress("\(host):\(port)"))
    var packet = [UInt8](repeating: 0, count: 40)
    packet[0] = 0x45
    packet.replaceSubrange(12..<16, with: client.bytes)
    packet[20] = UInt8(client.port >> 8)
    packet[21] = UInt8(client.port & 255)
    #expect(try run(program.instructions, on: packet) == UInt32(index))
  }

  private func run(_ program: [ClassicProgram.Instruction], on packet: [UInt8]) throws -> UInt32 {
    var (position, accumulator) = (0, UInt32(0))
    while true {
      let instruction = program[position]
      position += 1
      let offset = Int(Int32(bitPattern: instruction.operand)) + 0x100000
      switch instruction.code {
      case 0x30: accumulator = UInt32(packet[offset])
      case 0x28: accumulator = UInt32(packet[offset]) << 8 | UInt32(packet[offset + 1])
      case 0x20: accumulator = packet[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
      case 0x15: position += Int(accumulator == instruction.operand ? instruction.ifTrue : instruction.ifFalse)
      case 0x06: return instruction.operand
      default: throw Refusal(.invalid, "instruction \(instruction.code)")
      }
    }
  }

  @Test func halfOpenConnectionsOfThePortAreFound() {
    let table = """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0
         1: 0100007F:1F90 0100007F:D2F0 03 00000000:00000000 01:00000064 00000000     0        0 0 1 0
         2: 0100007F:1F91 0100007F:D2F1 03 00000000:00000000 01:00000064 00000000     0        0 0 1 0
         3: 0100007F:1F90 0100007F:D2F2 01 00000000:00000000 00:00000000 00000000     0        0 9 1 0
      """
    #expect(HalfOpen.clients(in: table, port: 8080) == ["0100007F:D2F0"])
    #expect(HalfOpen.clients(in: table, port: 0x90).isEmpty)
  }

  @Test func theKernelTellsOfHalfOpenConnections() throws {
    let address = try #require(ListenAddress("127.0.0.1:0"))
    let group = try ListenGroup(on: address)
    #expect(try SocketDiagnosis.clients(of: group.address.port, .four).isEmpty)
    let client = try ProbeSocket(to: group.address)
    // The client never sees the answer to its first packet.
    try ClassicProgram([.give(0)]).attach(to: client.file, 26)
    try client.begin()
    #expect(try SocketDiagnosis.clients(of: group.address.port, .four).count == 1)
    #expect(HalfOpen.clients(of: group.address.port, isSix: false).count == 1)
    #expect(HalfOpen.clients(of: group.address.port &+ 1, isSix: false).isEmpty)
  }

  @Test func theStatusOfAnAnswerIsRead() {
    #expect(HealthCheck.status(Array("HTTP/1.1 204 No Content\r\n".utf8)) == 204)
    #expect(HealthCheck.status(Array("HTTP/1.1 204 No".utf8)) == nil)
    #expect(HealthCheck.status(Array("SSH-2.0-OpenSSH_9\r\n".utf8)) == nil)
  }
}
