import CHomeostasisPlugin
import Glibc
import PluginBridge

/// Writes the fields of a frame: little-endian numbers, texts with their length before them, packed batches. It writes
/// into the room that it is given, and goes on in memory of its own where that is too small.
struct WireWriter: ~Copyable {
  private var start: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0
  /// Whether the frame has outgrown the room.
  private(set) var isOwned = false

  init(in room: UnsafeMutableRawBufferPointer) {
    start = room.baseAddress!  // Rooms are mapped memory.
    capacity = room.count
  }

  deinit { if isOwned { free(start) } }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  mutating func number(_ value: UInt64) {
    reserve(8)
    (start + count).storeBytes(of: value.littleEndian, as: UInt64.self)
    count += 8
  }

  mutating func byte(_ value: UInt8) {
    reserve(1)
    (start + count).storeBytes(of: value, as: UInt8.self)
    count += 1
  }

  mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { blob(UnsafeRawBufferPointer($0)) }
  }

  mutating func blob(_ value: [UInt8]) { value.withUnsafeBytes { blob($0) } }

  private mutating func blob(_ value: UnsafeRawBufferPointer) {
    number(UInt64(value.count))
    reserve(value.count)
    if let source = value.baseAddress { memcpy(start + count, source, value.count) }
    count += value.count
  }

  mutating func batch(_ batch: RecordBatch) {
    do throws(BridgeFailure) { try self.batch(batch.records, own: true) } catch {
      preconditionFailure("a batch of this side that breaks the contract: \(error)")
    }
  }

  /// Packs a batch where it lies, which may be a plugin's memory.
  mutating func batch(_ records: UnsafePointer<hs_records>, own: Bool = false) throws(BridgeFailure) {
    let size = try own ? PackedSize(trusting: records) : PackedSize(of: records)
    number(UInt64(size.bytes))
    // The reader uses it in place, and a C struct must not stand at an odd address.
    while count % 8 != 0 { byte(0) }
    reserve(size.bytes)
    try pack(records, size, into: start + count)
    count += size.bytes
  }

  private mutating func reserve(_ more: Int) {
    if count + more <= capacity { return }
    let larger = max(2 * capacity, count + more)
    guard let moved = isOwned ? realloc(start, larger) : malloc(larger) else {
      fatalError("no memory for a frame of \(larger) bytes")
    }
    if !isOwned { memcpy(moved, start, count) }
    (start, capacity, isOwned) = (moved, larger, true)
  }
}
