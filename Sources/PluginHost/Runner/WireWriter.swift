import PluginBridge

/// Writes the fields of a frame: little-endian numbers, and texts with their length before them.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func text(_ value: String) {
    number(UInt64(value.utf8.count))
    bytes += value.utf8
  }

  mutating func blob(_ value: [UInt8]) {
    number(UInt64(value.count))
    bytes += value
  }

  mutating func batch(_ batch: RecordBatch) {
    text(batch.schema)
    text(batch.stream)
    blob(batch.cursor)
    number(UInt64(batch.keys.count))
    for key in batch.keys { text(key) }
    number(UInt64(batch.rows.count))
    for row in batch.rows {
      text(row.id)
      text(row.parent)
      number(UInt64(bitPattern: row.at))
      for cell in row.cells { self.cell(cell) }
    }
  }

  private mutating func cell(_ cell: Cell) {
    switch cell {
    case .null: byte(0)
    case .bool(let truth):
      byte(1)
      byte(truth ? 1 : 0)
    case .i64(let value):
      byte(2)
      number(UInt64(bitPattern: value))
    case .f64(let value):
      byte(3)
      number(value.bitPattern)
    case .text(let value):
      byte(4)
      text(value)
    case .bytes(let value):
      byte(5)
      blob(value)
    case .time(let value):
      byte(6)
      number(UInt64(bitPattern: value))
    case .json(let value):
      byte(7)
      text(value)
    }
  }
}
