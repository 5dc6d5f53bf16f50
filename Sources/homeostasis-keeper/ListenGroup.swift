import Glibc
import SystemCalls

/// The listening sockets of a service: a fixed number of slots on one address, of which one gets the new connections.
/// A generation's processes are lent one slot each. The keeper holds all of them open from beginning to end: the
/// kernel moves the last socket of a group into the hole when one is closed, and a program that counts would be wrong.
struct ListenGroup {
  static let slotCount = 12

  let address: ListenAddress
  private(set) var slots: [ListenSocket]
  /// Index in the kernel's group by slot.
  private(set) var index: [Int]
  /// The slot that gets the traffic.
  private(set) var current: Int
  private var exceptions: [(source: ListenAddress, slot: Int)] = []

  /// Takes the address; port 0 becomes the port that the system chose.
  init(on wanted: ListenAddress) throws(SystemError) {
    let reserved = wanted.port == 0 ? try ListenSocket(reserving: wanted) : nil
    address = reserved?.address ?? wanted
    slots = []
    while slots.count < Self.slotCount {
      slots.append(try ListenSocket(on: address, joining: reserved != nil || !slots.isEmpty))
    }
    withExtendedLifetime(reserved) {}
    index = Array(slots.indices)
    current = 0
    try discoverOrder()
  }

  /// Takes over sockets of an earlier group; what is missing is made anew.
  init(taking kept: [ListenSocket?], on address: ListenAddress, index: [Int], current: Int) throws(SystemError) {
    self.address = address
    slots = []
    let anyKept = kept.contains { $0 != nil }
    for (slot, socket) in kept.enumerated() {
      if let socket {
        slots.append(socket)
      } else {
        slots.append(try ListenSocket(on: address, joining: anyKept || slot > 0))
      }
    }
    // While the order is found out, traffic goes where it went.
    self.index = index
    self.current = current
    try discoverOrder()
  }

  /// Sends new connections to a slot, in one step.
  mutating func route(to slot: Int) throws(SystemError) {
    let before = current
    current = slot
    do throws(SystemError) {
      try attach()
    } catch {
      current = before
      throw error
    }
  }

  /// Sends connections from `source` to a slot, whichever is current.
  mutating func except(_ source: ListenAddress, to slot: Int) throws(SystemError) {
    exceptions.append((source, slot))
    try attach()
  }

  mutating func forget(_ source: ListenAddress) throws(SystemError) {
    exceptions.removeAll { $0.source == source }
    try attach()
  }

  /// The slot at the end of the kernel's group, which is lent to nobody: when a service shuts its socket down, this is the
  /// one that the kernel moves, and the traffic stays where it is.
  var tail: Int { index.firstIndex(of: index.max() ?? 0) ?? 0 }

  /// Makes slots listen again that services have shut down. False: there was none.
  mutating func repair() throws(SystemError) -> Bool {
    let silent = slots.filter { !$0.isListening }
    if silent.isEmpty { return false }
    for socket in silent { try socket.listenAgain() }
    try discoverOrder()
    return true
  }

  private func attach() throws(SystemError) {
    let exceptions = exceptions.map { RouteProgram.Exception(source: $0.source, index: index[$0.slot]) }
    try RouteProgram(current: index[current], exceptions: exceptions).attach(to: slots[0].file)
  }
}

extension ListenGroup {
  /// Finds out which index reaches which slot, by asking the kernel and not by reckoning. For a moment every slot drops
  /// the packets of a client that is sent to one index: the slot whose count of dropped packets has grown is the one that
  /// stands there. No connection comes of it, and no process notices.
  private mutating func discoverOrder() throws(SystemError) {
    defer { for socket in slots { socket.dropNothing() } }
    var found = [Int?](repeating: nil, count: slots.count)
    for candidate in 0..<(slots.count * 2) where found.contains(where: { $0 == nil }) {
      if let slot = try slotReached(by: candidate) { found[slot] = found[slot] ?? candidate }
    }
    guard !found.contains(where: { $0 == nil }) else {
      throw SystemError("SO_ATTACH_REUSEPORT_CBPF does not choose the socket on \(address): bind", number: ENOTSUP)
    }
    index = found.compactMap { $0 }
    try attach()
  }

  private func slotReached(by candidate: Int) throws(SystemError) -> Int? {
    let client = try ProbeSocket(to: address.reachable)
    for socket in slots { try socket.drop(from: client.source.port) }
    let exception = RouteProgram.Exception(source: client.source, index: candidate)
    try RouteProgram(current: index[current], exceptions: [exception]).attach(to: slots[0].file)
    let before = slots.map(\.dropped)
    try client.begin()
    for _ in 0..<200 {
      let after = slots.map(\.dropped)
      if let slot = slots.indices.first(where: { after[$0] != before[$0] }) { return slot }
      usleep(1_000)  // The kernel delivers it at once, unless the machine is very busy.
    }
    return nil
  }
}
