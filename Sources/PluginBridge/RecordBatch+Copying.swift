public import CHomeostasisPlugin

extension RecordBatch {
  /// Copies a batch of the other side, and checks everything that can be checked without trusting it.
  /// - Throws: which rule of the contract is broken, in words.
  public init(copying records: UnsafePointer<hs_records>) throws(BridgeFailure) {
    let size = Int(records.pointee.size)
    guard size >= MemoryLayout<hs_records>.size else {
      throw BridgeFailure("a batch of \(size) bytes is shorter than that of ABI 1.0")
    }
    let batch = records.pointee
    guard Int(batch.stride) >= MemoryLayout<hs_record>.size else {
      throw BridgeFailure("a stride of \(batch.stride) bytes is shorter than a record of ABI 1.0")
    }
    // A size_t is an Int here: one beyond 2^63 is negative.
    guard 0...Self.rowsAtMost ~= batch.count, 0...256 ~= batch.key_count else {
      throw BridgeFailure("\(batch.count) rows of \(batch.key_count) columns; at most \(Self.rowsAtMost) and 256")
    }
    var budget = Self.bytesAtMost
    schema = try Self.text(batch.schema, &budget)
    stream = try Self.text(batch.stream, &budget)
    cursor = Array(try Self.bytes(batch.cursor, &budget))
    guard cursor.count <= 65_536 else { throw BridgeFailure("a cursor of \(cursor.count) bytes; at most 64 KiB") }
    keys = []
    rows = []
    for index in 0..<batch.key_count {
      guard let first = batch.keys else { throw BridgeFailure("keys is null") }
      keys.append(try Self.text(first[index], &budget))
    }
    guard batch.count == 0 || batch.first != nil else { throw BridgeFailure("first is null with \(batch.count) rows") }
    for index in 0..<batch.count { rows.append(try Self.row(hs_row(records, index).pointee, keys.count, &budget)) }
  }

  private static func row(_ record: hs_record, _ columns: Int, _ budget: inout Int) throws(BridgeFailure) -> Row {
    var row = Row(id: try text(record.id, &budget), parent: try text(record.parent, &budget), at: record.at, cells: [])
    guard columns > 0 else { return row }
    guard let values = record.values else { throw BridgeFailure("values is null in a row of \(columns) columns") }
    row.cells.reserveCapacity(columns)
    for column in 0..<columns { row.cells.append(try cell(values[column], &budget)) }
    return row
  }

  private static func cell(_ value: hs_value, _ budget: inout Int) throws(BridgeFailure) -> Cell {
    switch value.kind {
    case HS_NULL: .null
    case HS_BOOL: .bool(value.boolean != 0)
    case HS_I64: .i64(value.i64)
    case HS_F64: .f64(value.f64)
    case HS_TIME: .time(value.time)
    case HS_TEXT: .text(try text(value.text, &budget))
    case HS_JSON: .json(try text(value.text, &budget))
    case HS_BYTES: .bytes(Array(try bytes(value.text, &budget)))
    default: throw BridgeFailure("a cell of unknown kind \(value.kind)")
    }
  }

  private static func text(_ string: hs_str, _ budget: inout Int) throws(BridgeFailure) -> String {
    String(decoding: try bytes(string, &budget), as: UTF8.self)
  }

  private static func bytes(_ string: hs_str, _ budget: inout Int) throws(BridgeFailure) -> UnsafeRawBufferPointer {
    guard 0...budget ~= string.len else { throw BridgeFailure("more than \(bytesAtMost) bytes in one batch") }
    guard string.len == 0 || string.ptr != nil else { throw BridgeFailure("a null text of \(string.len) bytes") }
    budget -= string.len
    return UnsafeRawBufferPointer(start: string.ptr, count: string.len)
  }
}
