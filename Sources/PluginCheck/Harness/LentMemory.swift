import CHomeostasisPlugin
import Glibc
import PluginBridge

/// Memory that is lent to a plugin for one call, laid out so that a mistake of the plugin shows at once. It is never
/// given back, so that only the check that seals it can trip over a kept pointer.
final class LentMemory {
  /// How the records are laid out.
  struct Layout {
    /// Bytes from row to row; more than a record has are filled with a pattern.
    var stride = MemoryLayout<hs_record>.stride
    /// Whether the byte after each text belongs to nobody.
    var guardsTexts = false
    /// Changes the bytes of each text cell.
    var changesText: (([UInt8]) -> [UInt8])?
  }

  private let layout: Layout
  private var blocks: [UnsafeMutableRawBufferPointer] = []
  private var used = 0
  private static let page = 4096

  init(_ layout: Layout = Layout()) { self.layout = layout }

  /// Takes the memory away: whoever touches it now dies of SIGSEGV.
  func seal() {
    for block in blocks { mprotect(block.baseAddress, block.count, PROT_NONE) }
  }

  /// Room for `count` values, all bytes zero.
  func room<T>(_ type: T.Type, _ count: Int = 1) -> UnsafeMutablePointer<T> {
    take(count * MemoryLayout<T>.stride).bindMemory(to: T.self, capacity: max(count, 1))
  }

  private func take(_ count: Int) -> UnsafeMutableRawPointer {
    let aligned = (max(count, 1) + 15) & ~15
    if blocks.last.map({ used + aligned > $0.count }) ?? true {
      blocks.append(Self.map(max(aligned, 1 << 18)))
      used = 0
    }
    defer { used += aligned }
    return blocks[blocks.count - 1].baseAddress! + used  // A block is never empty.
  }

  private static func map(_ count: Int) -> UnsafeMutableRawBufferPointer {
    let size = (count + page - 1) / page * page
    guard let start = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), start != MAP_FAILED
    else { preconditionFailure("no memory for \(size) bytes") }
    return UnsafeMutableRawBufferPointer(start: start, count: size)
  }

  /// A copy of the bytes as the contract's text, null when there are none.
  func text(_ text: some Collection<UInt8>) -> hs_str {
    let bytes = Array(text)
    if bytes.isEmpty { return hs_str(ptr: nil, len: 0) }
    let start = layout.guardsTexts ? guarded(bytes.count) : take(bytes.count + 1)
    memcpy(start, bytes, bytes.count)
    return hs_str(ptr: start.assumingMemoryBound(to: CChar.self), len: bytes.count)
  }

  /// `count` bytes that end where a page begins that cannot be read.
  private func guarded(_ count: Int) -> UnsafeMutableRawPointer {
    let pages = Self.map(count + Self.page)
    let end = pages.count - Self.page
    mprotect(pages.baseAddress! + end, Self.page, PROT_NONE)
    return pages.baseAddress! + end - count
  }

  /// The C form of a batch.
  func records(_ batch: RecordBatch) -> UnsafePointer<hs_records> {
    let keys = room(hs_str.self, batch.keys.count)
    for (index, key) in batch.keys.enumerated() { keys[index] = text(key.utf8) }
    let rows = take(batch.rows.count * layout.stride)
    memset(rows, 0xA5, batch.rows.count * layout.stride)
    let cells = room(hs_value.self, batch.rows.count * batch.keys.count)
    for (index, row) in batch.rows.enumerated() {
      let first = cells + index * batch.keys.count
      for (column, cell) in row.cells.enumerated() { first[column] = value(cell) }
      (rows + index * layout.stride).storeBytes(
        of: hs_record(id: text(row.id.utf8), parent: text(row.parent.utf8), at: row.at, values: first),
        as: hs_record.self)
    }
    let head = room(hs_records.self)
    head.pointee = hs_records(
      size: UInt32(MemoryLayout<hs_records>.size), stride: UInt32(layout.stride), flags: 0, reserved: 0,
      schema: text(batch.schema.utf8), stream: text(batch.stream.utf8), cursor: text(batch.cursor),
      key_count: batch.keys.count, keys: keys, count: batch.rows.count,
      first: UnsafePointer(rows.assumingMemoryBound(to: hs_record.self)))
    return UnsafePointer(head)
  }

  private func value(_ cell: Cell) -> hs_value {
    var value = hs_value()
    switch cell {
    case .null: value.kind = HS_NULL
    case .bool(let truth):
      value.kind = HS_BOOL
      value.boolean = truth ? 1 : 0
    case .i64(let number):
      value.kind = HS_I64
      value.i64 = number
    case .f64(let number):
      value.kind = HS_F64
      value.f64 = number
    case .time(let time):
      value.kind = HS_TIME
      value.time = time
    case .text(let string):
      value.kind = HS_TEXT
      value.text = text(layout.changesText?(Array(string.utf8)) ?? Array(string.utf8))
    case .bytes(let bytes):
      value.kind = HS_BYTES
      value.text = text(bytes)
    case .json(let string):
      value.kind = HS_JSON
      value.text = text(string.utf8)
    }
    return value
  }
}
