import PluginBridge

/// Reads the fields of a frame that came from the other process, which is not trusted: every length is checked.
struct WireReader {
  private let bytes: [UInt8]
  private var next = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var left: Int { bytes.count - next }

  mutating func number() throws(BridgeFailure) -> UInt64 {
    guard left >= 8 else { throw BridgeFailure("a frame that ends in a number") }
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(bytes[next + index]) << UInt64(8 * index) }
    next += 8
    return value
  }

  mutating func byte() throws(BridgeFailure) -> UInt8 {
    guard left >= 1 else { throw BridgeFailure("a frame that ends before a byte") }
    next += 1
    return bytes[next - 1]
  }

  mutating func blob() throws(BridgeFailure) -> [UInt8] { Array(try slice()) }

  mutating func text() throws(BridgeFailure) -> String { String(decoding: try slice(), as: UTF8.self) }

  private mutating func slice() throws(BridgeFailure) -> ArraySlice<UInt8> {
    let count = try count()
    defer { next += count }
    return bytes[next..<next + count]
  }

  /// A number of things that take a byte each at least, so that no length can ask for more than the frame holds.
  private mutating func count() throws(BridgeFailure) -> Int {
    let count = try number()
    guard count <= UInt64(left) else { throw BridgeFailure("a length of \(count) in a frame with \(left) bytes left") }
    return Int(count)
  }

  mutating func batch() throws(BridgeFailure) -> RecordBatch {
    var batch = RecordBatch(schema: try text(), stream: try text(), cursor: try blob(), keys: [], rows: [])
    for _ in 0..<(try count()) { batch.keys.append(try text()) }
    for _ in 0..<(try count()) {
      var row = RecordBatch.Row(id: try text(), parent: try text(), at: Int64(bitPattern: try number()), cells: [])
      for _ in batch.keys { row.cells.append(try cell()) }
      batch.rows.append(row)
    }
    return batch
  }

  private mutating func cell() throws(BridgeFailure) -> Cell {
    switch try byte() {
    case 0: .null
    case 1: .bool(try byte() != 0)
    case 2: .i64(Int64(bitPattern: try number()))
    case 3: .f64(Double(bitPattern: try number()))
    case 4: .text(try text())
    case 5: .bytes(try blob())
    case 6: .time(Int64(bitPattern: try number()))
    case 7: .json(try text())
    case let other: throw BridgeFailure("a cell of unknown kind \(other)")
    }
  }
}
