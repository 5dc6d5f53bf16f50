public import CHomeostasisPlugin
import Glibc

/// Copies a measured batch into `block`, which has `size.bytes` bytes. `address` is added to every distance: the block's
/// own address makes a batch in C form, 0 a packed one.
/// - Throws: when the batch has grown since it was measured.
public func pack(
  _ records: UnsafePointer<hs_records>, _ size: PackedSize, into block: UnsafeMutableRawPointer,
  addingAddress address: UInt = 0
) throws(BridgeFailure) {
  let layout = size.layout
  var texts = TextCopy(block: block, next: layout.textAt, end: size.bytes, address: address)
  var head = records.pointee
  head.size = UInt32(ArenaLayout.head)
  head.stride = UInt32(ArenaLayout.row)
  head.reserved = 0
  head.schema = try texts.copy(head.schema)
  head.stream = try texts.copy(head.stream)
  head.cursor = try texts.copy(head.cursor)
  let keys = (block + layout.keysAt).assumingMemoryBound(to: hs_str.self)
  for index in 0..<layout.columns { keys[index] = try texts.copy(records.pointee.keys![index]) }
  for index in 0..<layout.rows {
    let source = hs_row(records, index)
    let target = (block + layout.rowAt(index)).assumingMemoryBound(to: hs_record.self)
    let cellsAt = layout.cellAt(index, 0)
    target.pointee = hs_record(
      id: try texts.copy(source.pointee.id), parent: try texts.copy(source.pointee.parent), at: source.pointee.at,
      values: UnsafePointer(bitPattern: address + UInt(cellsAt)))
    guard let values = source.pointee.values else { continue }
    let cells = (block + cellsAt).assumingMemoryBound(to: hs_value.self)
    for column in 0..<layout.columns {
      var cell = values[column]
      if cell.kind == HS_TEXT || cell.kind == HS_JSON || cell.kind == HS_BYTES { cell.text = try texts.copy(cell.text) }
      cells[column] = cell
    }
  }
  head.key_count = layout.columns
  head.keys = UnsafePointer(bitPattern: address + UInt(layout.keysAt))
  head.count = layout.rows
  head.first = UnsafePointer(bitPattern: address + UInt(layout.rowsAt))
  block.assumingMemoryBound(to: hs_records.self).pointee = head
}

/// Places texts one after the other.
private struct TextCopy {
  let block: UnsafeMutableRawPointer
  var next: Int
  let end: Int
  let address: UInt

  @inline(__always)
  mutating func copy(_ text: hs_str) throws(BridgeFailure) -> hs_str {
    guard text.len > 0 else { return hs_str(ptr: nil, len: 0) }
    guard let source = text.ptr, text.len <= end - next else {
      throw BridgeFailure("a batch that changes while it is copied")
    }
    memcpy(block + next, source, text.len)
    let placed = hs_str(ptr: UnsafePointer(bitPattern: address + UInt(next)), len: text.len)
    next += text.len
    return placed
  }
}

/// Checks a packed block that another process wrote and turns its distances into addresses, in place.
/// - Throws: what does not fit; the block is then useless.
func adopt(_ block: UnsafeMutableRawPointer, size: Int, bytesAtMost: Int) throws(BridgeFailure) {
  guard size >= ArenaLayout.head else { throw BridgeFailure("a packed batch of \(size) bytes") }
  let head = block.assumingMemoryBound(to: hs_records.self)
  let layout = try ArenaLayout(rows: head.pointee.count, columns: head.pointee.key_count)
  guard layout.textAt <= size else {
    throw BridgeFailure("\(layout.rows) rows of \(layout.columns) columns in a packed batch of \(size) bytes")
  }
  var texts = TextPlacing(block: block, begin: layout.textAt, end: size, left: bytesAtMost)
  try texts.place(&head.pointee.schema)
  try texts.place(&head.pointee.stream)
  try texts.place(&head.pointee.cursor)
  guard head.pointee.cursor.len <= RecordBatch.cursorBytesAtMost else {
    throw BridgeFailure("a cursor of \(head.pointee.cursor.len) bytes; at most 64 KiB")
  }
  let keys = (block + layout.keysAt).assumingMemoryBound(to: hs_str.self)
  for index in 0..<layout.columns { try texts.place(&keys[index]) }
  let rows = (block + layout.rowsAt).assumingMemoryBound(to: hs_record.self)
  var cell = (block + layout.cellsAt).assumingMemoryBound(to: hs_value.self)
  for index in 0..<layout.rows {
    try texts.place(&rows[index].id)
    try texts.place(&rows[index].parent)
    rows[index].values = UnsafePointer(cell)
    for _ in 0..<layout.columns {
      switch cell.pointee.kind {
      case HS_NULL, HS_BOOL, HS_I64, HS_F64, HS_TIME: break
      case HS_TEXT, HS_BYTES, HS_JSON: try texts.place(&cell.pointee.text)
      default: throw BridgeFailure("a cell of unknown kind \(cell.pointee.kind)")
      }
      cell += 1
    }
  }
  head.pointee.size = UInt32(ArenaLayout.head)
  head.pointee.stride = UInt32(ArenaLayout.row)
  head.pointee.keys = UnsafePointer(keys)
  head.pointee.first = UnsafePointer(rows)
}

/// Turns distances into addresses. Texts may overlap, so that their sum is bounded, too.
private struct TextPlacing {
  let block: UnsafeMutableRawPointer
  let begin: Int
  let end: Int
  var left: Int

  @inline(__always)
  mutating func place(_ text: inout hs_str) throws(BridgeFailure) {
    let (start, count) = (Int(bitPattern: text.ptr), text.len)
    if count == 0 {
      text.ptr = nil
      return
    }
    guard count > 0, count <= left else { throw BridgeFailure("too many bytes of text in one packed batch") }
    guard start >= begin, start <= end, count <= end - start else {
      throw BridgeFailure("a text of \(count) bytes at \(start) in a packed batch of \(end)")
    }
    left -= count
    text.ptr = UnsafePointer((block + start).assumingMemoryBound(to: CChar.self))
  }
}
