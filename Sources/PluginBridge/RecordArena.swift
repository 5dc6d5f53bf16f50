import CHomeostasisPlugin
import Glibc

/// One block of memory that holds a batch in its C form, texts and all.
///
/// The same block without addresses is what crosses a process boundary: every pointer is then a distance from the
/// block's begin ("packed"). ``adopt(_:size:bytesAtMost:)`` checks such a block and puts the addresses in.
final class RecordArena: @unchecked Sendable {
  // Sendable: never written after `init`.
  let block: UnsafeMutableRawPointer
  private let owned: Bool

  var records: UnsafePointer<hs_records> { UnsafePointer(block.assumingMemoryBound(to: hs_records.self)) }

  /// Takes over a block that was adopted; one that is not `owned` must outlive the arena.
  init(adopted block: UnsafeMutableRawPointer, owned: Bool) {
    self.block = block
    self.owned = owned
  }

  /// Copies a batch of the other side in one piece, and checks all that can be checked without trusting it.
  init(copying records: UnsafePointer<hs_records>) throws(BridgeFailure) {
    let size = try PackedSize(of: records)
    block = allocate(size.bytes)
    owned = true
    let address = UInt(bitPattern: block)
    do throws(BridgeFailure) {
      try pack(records, size, into: block, addingAddress: address)
    } catch {
      free(block)
      throw error
    }
  }

  deinit { if owned { free(block) } }
}

func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
  guard let block = malloc(bytes) else { fatalError("no memory for \(bytes) bytes of records") }
  return block
}
