public import CHomeostasisPlugin

/// How large a batch of the other side is as one block. Making it checks the batch: sizes, numbers, kinds, null pointers.
public struct PackedSize {
  let layout: ArenaLayout
  let textBytes: Int
  /// The bytes of the block.
  public var bytes: Int { layout.textAt + textBytes }

  /// Measures a batch of this side, which may be larger than what the contract allows a plugin.
  public init(trusting records: UnsafePointer<hs_records>) throws(BridgeFailure) {
    try self.init(records, ArenaLayout(own: records.pointee.count, columns: records.pointee.key_count), Int.max)
  }

  /// Measures without copying.
  /// - Throws: which rule of the contract is broken, in words.
  public init(of records: UnsafePointer<hs_records>) throws(BridgeFailure) {
    let size = Int(records.pointee.size)
    guard size >= MemoryLayout<hs_records>.size else {
      throw BridgeFailure("a batch of \(size) bytes is shorter than that of ABI 1.0")
    }
    let batch = records.pointee
    guard Int(batch.stride) >= MemoryLayout<hs_record>.size else {
      throw BridgeFailure("a stride of \(batch.stride) bytes is shorter than a record of ABI 1.0")
    }
    let layout = try ArenaLayout(rows: batch.count, columns: batch.key_count)
    guard batch.key_count == 0 || batch.keys != nil else { throw BridgeFailure("keys is null") }
    guard batch.count == 0 || batch.first != nil else { throw BridgeFailure("first is null with \(batch.count) rows") }
    guard batch.cursor.len <= RecordBatch.cursorBytesAtMost else {
      throw BridgeFailure("a cursor of \(batch.cursor.len) bytes; at most 64 KiB")
    }
    try self.init(records, layout, RecordBatch.bytesAtMost)
  }

  private init(
    _ records: UnsafePointer<hs_records>, _ layout: ArenaLayout, _ bytesAtMost: Int
  ) throws(BridgeFailure) {
    let batch = records.pointee
    var budget = TextBudget(bytesAtMost)
    try budget.take(batch.schema)
    try budget.take(batch.stream)
    try budget.take(batch.cursor)
    for index in 0..<layout.columns { try budget.take(batch.keys![index]) }
    for index in 0..<layout.rows {
      let row = hs_row(records, index)
      try budget.take(row.pointee.id)
      try budget.take(row.pointee.parent)
      if layout.columns == 0 { continue }
      guard let values = row.pointee.values else {
        throw BridgeFailure("values is null in a row of \(layout.columns) columns")
      }
      for column in 0..<layout.columns { try budget.take(values + column) }
    }
    self.layout = layout
    textBytes = bytesAtMost - budget.left
  }
}

/// What is left of the bytes that one batch may have.
struct TextBudget {
  private(set) var left: Int
  init(_ bytes: Int) { left = bytes }

  @inline(__always)
  mutating func take(_ text: hs_str) throws(BridgeFailure) {
    guard text.len >= 0, text.len <= left else {
      throw BridgeFailure("more than \(RecordBatch.bytesAtMost) bytes in one batch")
    }
    guard text.len == 0 || text.ptr != nil else { throw BridgeFailure("a null text of \(text.len) bytes") }
    left -= text.len
  }

  @inline(__always)
  mutating func take(_ cell: UnsafePointer<hs_value>) throws(BridgeFailure) {
    switch cell.pointee.kind {
    case HS_NULL, HS_BOOL, HS_I64, HS_F64, HS_TIME: break
    case HS_TEXT, HS_BYTES, HS_JSON: try take(cell.pointee.text)
    default: throw BridgeFailure("a cell of unknown kind \(cell.pointee.kind)")
    }
  }
}
