public import CHomeostasisPlugin

/// The C form of a batch. `records` is valid as long as the arena lives; it is never changed after `init`.
public final class RecordArena: @unchecked Sendable {
  // Sendable: written in `init` only.
  /// The batch, to be lent to the other side.
  public var records: UnsafePointer<hs_records> { UnsafePointer(head) }

  private let head: UnsafeMutablePointer<hs_records>
  private let keys: UnsafeMutablePointer<hs_str>
  private let rows: UnsafeMutablePointer<hs_record>
  private let cells: UnsafeMutablePointer<hs_value>
  private let text: UnsafeMutablePointer<CChar>
  private var used = 0

  /// Copies `batch` into memory of its own: one piece each for text, cells and rows.
  public init(_ batch: RecordBatch) {
    head = .allocate(capacity: 1)
    keys = .allocate(capacity: max(batch.keys.count, 1))
    rows = .allocate(capacity: max(batch.rows.count, 1))
    cells = .allocate(capacity: max(batch.rows.count * batch.keys.count, 1))
    text = .allocate(capacity: max(batch.textBytes, 1))
    for (index, key) in batch.keys.enumerated() { keys[index] = place(key) }
    for (index, row) in batch.rows.enumerated() {
      let first = cells + index * batch.keys.count
      for (column, cell) in row.cells.enumerated() { (first + column).initialize(to: value(cell)) }
      (rows + index).initialize(to: hs_record(id: place(row.id), parent: place(row.parent), at: row.at, values: first))
    }
    head.initialize(
      to: hs_records(
        size: UInt32(MemoryLayout<hs_records>.size), stride: UInt32(MemoryLayout<hs_record>.size), flags: 0,
        reserved: 0, schema: place(batch.schema), stream: place(batch.stream), cursor: place(batch.cursor),
        key_count: batch.keys.count, keys: keys, count: batch.rows.count, first: rows))
  }

  deinit {
    head.deallocate()
    keys.deallocate()
    rows.deallocate()
    cells.deallocate()
    text.deallocate()
  }

  private func place(_ string: String) -> hs_str { place(utf8: string.utf8) }
  private func place(_ bytes: [UInt8]) -> hs_str { place(utf8: bytes) }

  private func place(utf8 bytes: some Collection<UInt8>) -> hs_str {
    let start = text + used
    for byte in bytes {
      text[used] = CChar(bitPattern: byte)
      used += 1
    }
    return hs_str(ptr: bytes.isEmpty ? nil : UnsafePointer(start), len: bytes.count)
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
      value.text = place(string)
    case .bytes(let bytes):
      value.kind = HS_BYTES
      value.text = place(bytes)
    case .json(let string):
      value.kind = HS_JSON
      value.text = place(string)
    }
    return value
  }
}

extension RecordBatch {
  /// How many bytes all its texts have.
  var textBytes: Int {
    var total = schema.utf8.count + stream.utf8.count + cursor.count
    for key in keys { total += key.utf8.count }
    for row in rows {
      total += row.id.utf8.count + row.parent.utf8.count
      for cell in row.cells {
        switch cell {
        case .text(let string), .json(let string): total += string.utf8.count
        case .bytes(let bytes): total += bytes.count
        default: break
        }
      }
    }
    return total
  }
}
