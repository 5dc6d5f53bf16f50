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

  /// One instruction, laid out as the kernel's `sock_filter`.
  struct Instruction: Equatable {
    var code: UInt16
    var ifTrue: UInt8 = 0
    var ifFalse: UInt8 = 0
    var operand: UInt32
  }

  var instructions: [Instruction] {
    exceptions.flatMap(instructions(for:)) + [.give(current)]
  }

  /// Falls through to the next part when anything differs. With IP options the ports would stand elsewhere: a first byte other than
  /// 0x45 is no health check of ours.
  private func instructions(for exception: Exception) -> [Instruction] {
    let source = exception.source
    var tests: [(load: Instruction, value: UInt32)] = []
    if source.isSix {
      tests.append((.load(.byte, 6), UInt32(IPPROTO_TCP)))
      for word in 0..<4 { tests.append((.load(.word, UInt32(8 + 4 * word)), source.word(word))) }
      tests.append((.load(.half, 40), UInt32(source.port)))
    } else {
      tests.append((.load(.byte, 0), 0x45))
      tests.append((.load(.word, 12), source.word(0)))
      tests.append((.load(.half, 20), UInt32(source.port)))
    }
    var all: [Instruction] = []
    for (position, test) in tests.enumerated() {
      let left = (tests.count - position - 1) * 2
      all += [test.load, .unlessEqual(test.value, skip: left + 1)]
    }
    return all + [.give(exception.index)]
  }

  /// Makes it the program of the group that `socket` is in.
  func attach(to socket: OwnedFile) throws(SystemError) {
    let program = instructions
    try program.withUnsafeBufferPointer { buffer throws(SystemError) in
      var header = Header(count: UInt16(buffer.count), instructions: buffer.baseAddress)
      _ = try checked("setsockopt SO_ATTACH_REUSEPORT_CBPF") {
        setsockopt(socket.number, SOL_SOCKET, Self.attachOption, &header, socklen_t(MemoryLayout<Header>.size))
      }
    }
  }

  /// The kernel's `sock_fprog`.
  private struct Header {
    var count: UInt16
    var instructions: UnsafePointer<Instruction>?
  }

  /// `SO_ATTACH_REUSEPORT_CBPF`, a macro that Swift does not see.
  private static let attachOption: Int32 = 51
}

extension RouteProgram.Instruction {
  enum Width: UInt16 { case word = 0x00, half = 0x08, byte = 0x10 }

  /// Loads from the start of the IP header: `SKF_NET_OFF` is -0x100000.
  static func load(_ width: Width, _ offset: UInt32) -> Self {
    Self(code: 0x20 | width.rawValue, operand: UInt32(bitPattern: -0x100000) &+ offset)
  }

  static func unlessEqual(_ value: UInt32, skip: Int) -> Self {
    Self(code: 0x15, ifFalse: UInt8(skip), operand: value)
  }

  static func give(_ index: Int) -> Self { Self(code: 0x06, operand: UInt32(index)) }
}

extension ListenAddress {
  /// Four bytes of the address as a number in network order.
  fileprivate func word(_ index: Int) -> UInt32 {
    bytes[(4 * index)..<(4 * index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
