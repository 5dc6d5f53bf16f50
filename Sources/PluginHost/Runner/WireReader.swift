import Glibc
import PluginBridge

/// Reads the fields of a frame that came from the other process: every length is checked, and everything is read once,
/// because memory that is shared may change at any time.
struct WireReader {
  private let bytes: UnsafeMutableRawBufferPointer
  /// Whether batches may stay where they are. Only the runner, who trusts the host, says so.
  private let borrows: Bool
  private var next = 0

  /// The bytes must stay as they are until the reader, and with `borrows` every batch that was read, is done with.
  init(_ bytes: UnsafeMutableRawBufferPointer, borrows: Bool) {
    self.bytes = bytes
    self.borrows = borrows
  }

  private var left: Int { bytes.count - next }

  mutating func number() throws(BridgeFailure) -> UInt64 {
    guard left >= 8 else { throw BridgeFailure("a frame that ends in a number") }
    defer { next += 8 }
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: next, as: UInt64.self))
  }

  mutating func byte() throws(BridgeFailure) -> UInt8 {
    guard left >= 1 else { throw BridgeFailure("a frame that ends before a byte") }
    next += 1
    return bytes[next - 1]
  }

  mutating func blob() throws(BridgeFailure) -> [UInt8] { Array(try slice()) }

  /// Copied before it is read as text: shared memory could change between the check and the copy.
  mutating func text() throws(BridgeFailure) -> String { String(decoding: try blob(), as: UTF8.self) }

  private mutating func slice() throws(BridgeFailure) -> UnsafeMutableRawBufferPointer {
    let count = try number()
    guard count <= UInt64(left) else { throw BridgeFailure("a length of \(count) in a frame with \(left) bytes left") }
    defer { next += Int(count) }
    return UnsafeMutableRawBufferPointer(rebasing: bytes[next..<next + Int(count)])
  }

  mutating func batch() throws(BridgeFailure) -> RecordBatch {
    let count = try number()
    next += (8 - next % 8) % 8
    guard left >= 0, count <= UInt64(left) else {
      throw BridgeFailure("a batch of \(count) bytes in a frame that ends before")
    }
    defer { next += Int(count) }
    let packed = UnsafeMutableRawBufferPointer(rebasing: bytes[next..<next + Int(count)])
    return try borrows ? RecordBatch(borrowing: packed) : RecordBatch(packed: UnsafeRawBufferPointer(packed))
  }
}
