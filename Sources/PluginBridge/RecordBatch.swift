public import CHomeostasisPlugin
import Glibc

/// A batch of records: a small table of one schema, with what a monitor says of its source. It is kept in the form in
/// which plugins see it, so that lending it costs nothing.
public struct RecordBatch: Sendable {
  let arena: RecordArena

  init(_ arena: RecordArena) { self.arena = arena }

  /// The batch in C form, valid as long as this value lives.
  public var records: UnsafePointer<hs_records> { arena.records }
  /// How many rows it has.
  public var count: Int { records.pointee.count }

  /// Copies a batch of the other side, and checks everything that can be checked without trusting it.
  /// - Throws: which rule of the contract is broken, in words.
  public init(copying records: UnsafePointer<hs_records>) throws(BridgeFailure) {
    arena = try RecordArena(copying: records)
  }

  /// Copies a packed batch that another process wrote, and checks it.
  /// - Parameter bytesAtMost: how many bytes all its texts may have together.
  /// - Throws: what does not fit.
  public init(
    packed bytes: UnsafeRawBufferPointer, bytesAtMost: Int = RecordBatch.bytesAtMost
  ) throws(BridgeFailure) {
    let block = allocate(max(bytes.count, ArenaLayout.head))
    if let source = bytes.baseAddress { memcpy(block, source, bytes.count) }
    do throws(BridgeFailure) { try adopt(block, size: bytes.count, bytesAtMost: bytesAtMost) } catch {
      free(block)
      throw error
    }
    arena = RecordArena(adopted: block, owned: true)
  }

  /// Uses a packed batch where it lies: for what a trusted process wrote. The memory must not change while the batch lives.
  /// - Throws: what does not fit.
  public init(borrowing bytes: UnsafeMutableRawBufferPointer) throws(BridgeFailure) {
    guard let block = bytes.baseAddress, UInt(bitPattern: block) % 8 == 0 else {
      throw BridgeFailure("a packed batch at an odd address")
    }
    try adopt(block, size: bytes.count, bytesAtMost: bytes.count)
    arena = RecordArena(adopted: block, owned: false)
  }

  /// The most rows that one batch may have, by the contract.
  public static let rowsAtMost = 65_536
  /// The most bytes that one batch may have, by the contract.
  public static let bytesAtMost = 16 << 20
  /// The most columns that one batch may have, by the contract.
  static let columnsAtMost = 256
  /// The most bytes of a cursor, by the contract.
  static let cursorBytesAtMost = 65_536
}
