import CHomeostasisPlugin
import Glibc
import Healing
import RecordSchemas

/// Writes rows straight into the block of a batch. Each row is begun, and then its columns are written in the order of
/// the schema; the name stands beside each value for the reader of the code, and is checked in debug builds.
public struct RecordWriter: ~Copyable {
  private let layout: ArenaLayout
  private let columns: [RecordLayout.Column]
  private var block: UnsafeMutableRawPointer
  private var capacity: Int
  private var end: Int
  private var nextRow = 0
  private var nextCell: Int
  private var column = 0

  /// Room for `rows` records of a known schema.
  init(_ record: RecordLayout, rows: Int, stream: String, cursor: [UInt8]) {
    self.init(
      schema: record.schema, keys: record.names, columns: record.columns, rows: rows, stream: stream,
      cursor: cursor)
  }

  /// Room for `rows` records of any schema.
  init(
    schema: String, keys: [String], columns: [RecordLayout.Column] = [], rows: Int, stream: String, cursor: [UInt8]
  ) {
    self.columns = columns
    layout = ArenaLayout(own: rows, columns: keys.count)
    capacity = layout.textAt + 512 + rows * 256
    block = allocate(capacity)
    end = layout.textAt
    nextCell = layout.cellsAt
    var head = hs_records()
    head.size = UInt32(ArenaLayout.head)
    head.stride = UInt32(ArenaLayout.row)
    head.schema = place(schema)
    head.stream = place(stream)
    head.cursor = cursor.withUnsafeBytes { place($0) }
    head.key_count = keys.count
    head.count = rows
    for (index, key) in keys.enumerated() {
      let text = place(key)
      (block + layout.keysAt).assumingMemoryBound(to: hs_str.self)[index] = text
    }
    block.assumingMemoryBound(to: hs_records.self).pointee = head
  }

  deinit { free(block) }

  /// Begins the next row.
  mutating func begin(id: String, parent: String, at: Int64) {
    precondition(nextRow < layout.rows, "more rows than were announced")
    let row = hs_record(id: place(id), parent: place(parent), at: at, values: nil)
    (block + layout.rowAt(nextRow)).assumingMemoryBound(to: hs_record.self).pointee = row
    nextCell = layout.cellAt(nextRow, 0)
    nextRow += 1
    column = 0
  }

  /// Puts the addresses in.
  consuming func finish() -> RecordArena {
    precondition(nextRow == layout.rows, "fewer rows than were announced")
    let base = block
    let address = { (text: hs_str) in
      hs_str(
        ptr: text.len == 0 ? nil : UnsafePointer(bitPattern: UInt(bitPattern: base) + UInt(bitPattern: text.ptr)),
        len: text.len)
    }
    let head = base.assumingMemoryBound(to: hs_records.self)
    head.pointee.schema = address(head.pointee.schema)
    head.pointee.stream = address(head.pointee.stream)
    head.pointee.cursor = address(head.pointee.cursor)
    let keys = (base + layout.keysAt).assumingMemoryBound(to: hs_str.self)
    for index in 0..<layout.columns { keys[index] = address(keys[index]) }
    let rows = (base + layout.rowsAt).assumingMemoryBound(to: hs_record.self)
    var cell = (base + layout.cellsAt).assumingMemoryBound(to: hs_value.self)
    for index in 0..<layout.rows {
      rows[index].id = address(rows[index].id)
      rows[index].parent = address(rows[index].parent)
      rows[index].values = UnsafePointer(cell)
      for _ in 0..<layout.columns {
        let kind = cell.pointee.kind
        if kind == HS_TEXT || kind == HS_JSON || kind == HS_BYTES { cell.pointee.text = address(cell.pointee.text) }
        cell += 1
      }
    }
    head.pointee.keys = UnsafePointer(keys)
    head.pointee.first = UnsafePointer(rows)
    block = allocate(1)  // What deinit frees; the block itself is the arena's now.
    return RecordArena(adopted: base, owned: true)
  }

  private mutating func place(_ text: String) -> hs_str {
    var text = text
    return text.withUTF8 { place(UnsafeRawBufferPointer($0)) }
  }

  private mutating func place(_ bytes: UnsafeRawBufferPointer) -> hs_str {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return hs_str(ptr: nil, len: 0) }
    if end + bytes.count > capacity {
      capacity = (end + bytes.count) * 2
      guard let larger = realloc(block, capacity) else { fatalError("no memory for \(capacity) bytes of records") }
      block = larger
    }
    memcpy(block + end, source, bytes.count)
    let placed = hs_str(ptr: UnsafePointer(bitPattern: UInt(end)), len: bytes.count)
    end += bytes.count
    return placed
  }

  private mutating func put(_ cell: hs_value) {
    precondition(column < layout.columns, "more cells than columns")
    (block + nextCell).assumingMemoryBound(to: hs_value.self).pointee = cell
    nextCell += ArenaLayout.cell
    column += 1
  }

  private func expect(_ name: StaticString, _ kind: ColumnKind) {
    assert(
      columns.isEmpty || columns[column].name == "\(name)" && columns[column].kind == kind,
      "\(name) is written as column \(column), which the schema says is \(columns[column])")
  }
}

extension RecordWriter {
  /// An absent value.
  mutating func null() { put(hs_value()) }

  mutating func bool(_ name: StaticString, _ value: Bool) {
    expect(name, .bool)
    var cell = hs_value()
    cell.kind = HS_BOOL
    cell.boolean = value ? 1 : 0
    put(cell)
  }

  mutating func i64(_ name: StaticString, _ value: Int64?) {
    expect(name, .i64)
    guard let value else { return null() }
    var cell = hs_value()
    cell.kind = HS_I64
    cell.i64 = value
    put(cell)
  }

  mutating func i64(_ name: StaticString, _ value: Int?) { i64(name, value.map(Int64.init)) }

  mutating func f64(_ name: StaticString, _ value: Double?) {
    expect(name, .f64)
    guard let value else { return null() }
    var cell = hs_value()
    cell.kind = HS_F64
    cell.f64 = value
    put(cell)
  }

  mutating func time(_ name: StaticString, _ value: Timestamp) {
    expect(name, .time)
    var cell = hs_value()
    cell.kind = HS_TIME
    cell.time = value.nanoseconds
    put(cell)
  }

  mutating func text(_ name: StaticString, _ value: String?) {
    expect(name, .text)
    guard let value else { return null() }
    text(HS_TEXT, value)
  }

  mutating func bytes(_ name: StaticString, _ value: [UInt8]) {
    expect(name, .bytes)
    bytes(value)
  }

  mutating func json(_ name: StaticString, _ value: some Encodable) {
    expect(name, .json)
    do {
      text(HS_JSON, try JSON.text(value))
    } catch {
      preconditionFailure("a \(name) that cannot be written as JSON: \(error)")
    }
  }

  mutating func json(_ name: StaticString, ifPresent value: (some Encodable)?) {
    if let value { json(name, value) } else { null() }
  }

  /// As ``json(_:_:)``, without the coder.
  mutating func json(_ name: StaticString, list: [some NestedText]) {
    expect(name, .json)
    text(HS_JSON, NestedJSON.text(list))
  }

  mutating func add(_ value: Cell) {
    switch value {
    case .null: null()
    case .bool(let value):
      var cell = hs_value()
      cell.kind = HS_BOOL
      cell.boolean = value ? 1 : 0
      put(cell)
    case .i64(let value): number(HS_I64, value)
    case .time(let value): number(HS_TIME, value)
    case .f64(let value): number(HS_F64, Int64(bitPattern: value.bitPattern))
    case .text(let value): text(HS_TEXT, value)
    case .json(let value): text(HS_JSON, value)
    case .bytes(let value): bytes(value)
    }
  }

  private mutating func number(_ kind: hs_kind, _ bits: Int64) {
    var cell = hs_value()
    cell.kind = kind
    cell.i64 = bits
    put(cell)
  }

  private mutating func text(_ kind: hs_kind, _ value: String) {
    var cell = hs_value()
    cell.kind = kind
    cell.text = place(value)
    put(cell)
  }

  private mutating func bytes(_ value: [UInt8]) {
    var cell = hs_value()
    cell.kind = HS_BYTES
    cell.text = value.withUnsafeBytes { place($0) }
    put(cell)
  }
}
