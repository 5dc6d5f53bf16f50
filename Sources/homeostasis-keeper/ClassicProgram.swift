import Glibc
import SystemCalls

/// A program in classic BPF, which the kernel runs for a packet without any privilege of ours.
struct ClassicProgram: Equatable {
  /// One instruction, laid out as the kernel's `sock_filter`.
  struct Instruction: Equatable {
    var code: UInt16
    var ifTrue: UInt8 = 0
    var ifFalse: UInt8 = 0
    var operand: UInt32
  }

  let instructions: [Instruction]

  init(_ instructions: [Instruction]) { self.instructions = instructions }

  /// Gives it to the kernel with a socket option that takes a program.
  func attach(to socket: OwnedFile, _ option: Int32) throws(SystemError) {
    try instructions.withUnsafeBufferPointer { buffer throws(SystemError) in
      var header = Header(count: UInt16(buffer.count), instructions: buffer.baseAddress)
      _ = try checked("setsockopt", "program of \(buffer.count) instructions") {
        setsockopt(socket.number, SOL_SOCKET, option, &header, socklen_t(MemoryLayout<Header>.size))
      }
    }
  }

  /// The kernel's `sock_fprog`.
  private struct Header {
    var count: UInt16
    var instructions: UnsafePointer<Instruction>?
  }
}

extension ClassicProgram.Instruction {
  enum Width: UInt16 { case word = 0x00, half = 0x08, byte = 0x10 }

  /// Loads from the TCP header.
  static func load(_ width: Width, at offset: UInt32) -> Self { Self(code: 0x20 | width.rawValue, operand: offset) }

  /// Loads from the IP header: `SKF_NET_OFF` is -0x100000.
  static func load(_ width: Width, ofIP offset: UInt32) -> Self {
    load(width, at: UInt32(bitPattern: -0x100000) &+ offset)
  }

  /// Leaves out the next `skip` instructions unless what was loaded is `value`.
  static func unlessEqual(_ value: UInt32, skip: Int) -> Self {
    Self(code: 0x15, ifFalse: UInt8(skip), operand: value)
  }

  /// Ends with a result.
  static func give(_ result: UInt32) -> Self { Self(code: 0x06, operand: result) }
}
