import Glibc

/// A filter of system calls, in the form the kernel takes. It closes what namespaces leave open: keys that belong to
/// the user and not to a namespace, sockets of families that no network namespace holds, new user namespaces, and
/// interfaces that exist to look into other processes.
struct SeccompFilter {
  /// What a lent socket demands: it belongs to the host's network, and a listening or accepted socket can be turned
  /// into one that connects. So with it nothing may be connected at all.
  var lendsSocket: Bool

  private static let refuse: UInt32 = 0x0005_0000
  private static let allow: UInt32 = 0x7fff_0000
  private static let kill: UInt32 = 0x8000_0000

  /// The program: eight bytes for each instruction.
  var bytes: [UInt8] {
    var program = Program()
    program.load(offset: 4)  // The architecture.
    program.skip(1, ifEqual: Numbers.architecture)
    program.answer(Self.kill)
    program.load(offset: 0)  // The number of the call.
    if Numbers.hasSecondTable {
      program.skip(1, ifBelow: 0x4000_0000)
      program.answer(Self.refuse | UInt32(ENOSYS))
    }
    for number in Numbers.refused { program.answer(Self.refuse | UInt32(EPERM), ifEqual: number) }
    // glibc goes on with clone, whose flags a filter can see.
    program.answer(Self.refuse | UInt32(ENOSYS), ifEqual: Numbers.clone3)
    program.whenEqual(Numbers.clone) { body in
      body.load(offset: 16)
      body.answer(Self.refuse | UInt32(EPERM), ifBits: 0x1000_0000)  // CLONE_NEWUSER
    }
    program.whenEqual(Numbers.socket) { body in
      body.load(offset: 16)
      for family in [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK] {
        body.answer(Self.allow, ifEqual: UInt32(family))
      }
      body.answer(Self.refuse | UInt32(EAFNOSUPPORT))
    }
    if lendsSocket { refuseConnecting(&program) }
    program.answer(Self.allow)
    return program.bytes
  }

  private func refuseConnecting(_ program: inout Program) {
    program.answer(Self.refuse | UInt32(ECONNREFUSED), ifEqual: Numbers.connect)
    let fastOpen: UInt32 = 0x2000_0000  // MSG_FASTOPEN connects while it sends.
    for (number, flags) in [(Numbers.sendto, 3), (Numbers.sendmsg, 2), (Numbers.sendmmsg, 3)] {
      program.whenEqual(number) { body in
        body.load(offset: UInt32(16 + 8 * flags))
        body.answer(Self.refuse | UInt32(ECONNREFUSED), ifBits: fastOpen)
      }
    }
  }

  /// Instructions of the classic packet filter.
  private struct Program {
    private(set) var bytes: [UInt8] = []

    private mutating func add(_ code: UInt16, _ yes: UInt8, _ no: UInt8, _ value: UInt32) {
      withUnsafeBytes(of: code) { bytes += $0 }
      bytes += [yes, no]
      withUnsafeBytes(of: value) { bytes += $0 }
    }

    /// Loads 32 bits of the call's description: 0 the number, 4 the architecture, 16 and on the arguments.
    mutating func load(offset: UInt32) { add(0x20, 0, 0, offset) }
    mutating func answer(_ value: UInt32) { add(0x06, 0, 0, value) }
    mutating func skip(_ count: UInt8, ifEqual value: UInt32) { add(0x15, count, 0, value) }
    mutating func skip(_ count: UInt8, ifBelow value: UInt32) { add(0x35, 0, count, value) }

    mutating func answer(_ answer: UInt32, ifEqual value: UInt32) {
      add(0x15, 0, 1, value)
      self.answer(answer)
    }

    mutating func answer(_ answer: UInt32, ifBits mask: UInt32) {
      add(0x45, 0, 1, mask)
      self.answer(answer)
    }

    /// What `body` adds decides about this call alone. It loads arguments over the number, so it always ends.
    mutating func whenEqual(_ number: UInt32, _ body: (inout Program) -> Void) {
      var inner = Program()
      body(&inner)
      inner.answer(SeccompFilter.allow)
      add(0x15, 0, UInt8(inner.bytes.count / 8), number)
      bytes += inner.bytes
    }
  }
}
