import Glibc
import SystemCalls

/// The listening sockets of a service: a fixed number of slots on one address, of which one gets the new connections.
/// A generation's processes are lent one slot each. The keeper holds all of them open from beginning to end: the
/// kernel moves the last socket of a group into the hole when one is closed, and a program that counts would be wrong.
struct ListenGroup {
  static let slotCount = 6

  let address: ListenAddress
  private(set) var slots: [ListenSocket]
  /// Index in the kernel's group by slot.
  private(set) var index: [Int]
  /// The slot that gets the traffic.
  private(set) var current: Int
  private var exceptions: [RouteProgram.Exception] = []

  /// Takes the address; port 0 becomes the port that the system chose.
  init(on wanted: ListenAddress) throws(SystemError) {
    let first = try ListenSocket(on: wanted, joining: false)
    guard let bound = first.address else { throw SystemError("getsockname", "\(wanted)") }
    address = bound
    slots = [first]
    while slots.count < Self.slotCount { slots.append(try ListenSocket(on: address, joining: true)) }
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
    exceptions.append(.init(source: source, index: index[slot]))
    try attach()
  }

  mutating func forget(_ source: ListenAddress) throws(SystemError) {
    exceptions.removeAll { $0.source == source }
    try attach()
  }

  /// Makes a slot listen again that a service has shut down.
  mutating func repair(_ slot: Int) throws(SystemError) {
    try slots[slot].listenAgain()
    try discoverOrder()
  }

  private func attach() throws(SystemError) {
    try RouteProgram(current: index[current], exceptions: exceptions).attach(to: slots[0].file)
  }
}

extension ListenGroup {
  /// Finds out which index reaches which slot, by asking the kernel and not by reckoning: every slot offers a segment
  /// size of its own for a moment, and a connection that is sent to an index sees which slot has answered.
  private mutating func discoverOrder() throws(SystemError) {
    for (slot, socket) in slots.enumerated() { try socket.offer(segment: Int32(Self.base + Self.step * slot)) }
    defer {
      // Cannot fail where setting it has not; a smaller segment would do no harm either.
      for socket in slots { try? socket.offer(segment: 0) }
    }
    var found = [Int?](repeating: nil, count: slots.count)
    for candidate in 0..<(slots.count * 2) where found.contains(where: { $0 == nil }) {
      if let slot = try slotReached(by: candidate) { found[slot] = candidate }
    }
    guard !found.contains(where: { $0 == nil }) else {
      throw SystemError("SO_ATTACH_REUSEPORT_CBPF does not choose the socket on \(address): bind", number: ENOTSUP)
    }
    index = found.compactMap { $0 }
    try attach()
  }

  private static let base = 1000
  private static let step = 32

  private func slotReached(by candidate: Int) throws(SystemError) -> Int? {
    let client = try ProbeSocket(to: address.reachable)
    let exception = RouteProgram.Exception(source: client.source, index: candidate)
    try RouteProgram(current: index[current], exceptions: [exception]).attach(to: slots[0].file)
    guard try client.connect(within: .seconds(1)) else { return nil }
    // With time stamps on, twelve bytes of the segment are theirs.
    let slot = (client.segment - Self.base + 20) / Self.step
    return slots.indices.contains(slot) ? slot : nil
  }
}
