import Glibc
import SystemCalls

/// The classic BPF program that the kernel runs for each new connection to the service's address: it returns the index,
/// in the group of listening sockets, of the socket that gets the connection. Connections of a health check come from
/// a source address and port that the program knows and go to the socket that is to be checked; all others go to
/// `current`. Attaching a program replaces the one before in one step.
struct RouteProgram: Equatable {
  /// A connection that is sent somewhere else: where it comes from and the index it goes to.
  struct Exception: Equatable {
    let source: ListenAddress
    let index: Int
  }

  let current: Int
  let exceptions: [Exception]

  var instructions: [ClassicProgram.Instruction] {
    exceptions.flatMap(instructions(for:)) + [.give(UInt32(current))]
  }

  /// Falls through to the next part when anything differs. With IP options the ports would stand elsewhere: a first byte other than
  /// 0x45 is no health check of ours.
  private func instructions(for exception: Exception) -> [ClassicProgram.Instruction] {
    let source = exception.source
    var tests: [(load: ClassicProgram.Instruction, value: UInt32)] = []
    if source.isSix {
      tests.append((.load(.byte, ofIP: 6), UInt32(IPPROTO_TCP)))
      for word in 0..<4 { tests.append((.load(.word, ofIP: UInt32(8 + 4 * word)), source.word(word))) }
      tests.append((.load(.half, ofIP: 40), UInt32(source.port)))
    } else {
      tests.append((.load(.byte, ofIP: 0), 0x45))
      tests.append((.load(.word, ofIP: 12), source.word(0)))
      tests.append((.load(.half, ofIP: 20), UInt32(source.port)))
    }
    var all: [ClassicProgram.Instruction] = []
    for (position, test) in tests.enumerated() {
      let left = (tests.count - position - 1) * 2
      all += [test.load, .unlessEqual(test.value, skip: left + 1)]
    }
    return all + [.give(UInt32(exception.index))]
  }

  /// Makes it the program of the group that `socket` is in.
  func attach(to socket: OwnedFile) throws(SystemError) {
    try ClassicProgram(instructions).attach(to: socket, Self.attachOption)
  }

  /// `SO_ATTACH_REUSEPORT_CBPF`, a macro that Swift does not see.
  private static let attachOption: Int32 = 51
}

extension ListenAddress {
  /// Four bytes of the address as a number in network order.
  fileprivate func word(_ index: Int) -> UInt32 {
    bytes[(4 * index)..<(4 * index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
