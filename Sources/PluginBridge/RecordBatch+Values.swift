import CHomeostasisPlugin
import Healing
import RecordSchemas

extension RecordBatch {
  /// The records of `values`, with all columns of their schema.
  public init<Value: Record>(_ values: [Value], stream: String = "", cursor: [UInt8] = []) {
    var writer = RecordWriter(Value.layout, rows: values.count, stream: stream, cursor: cursor)
    for value in values {
      writer.begin(id: value.recordID, parent: value.recordParent, at: value.recordAt.nanoseconds)
      value.write(to: &writer)
    }
    self.init(writer.finish())
  }

  /// The values of the records, after the schema was checked.
  /// - Throws: the first record that is not of the schema, with its column.
  public func values<Value: Record>(_ type: Value.Type = Value.self) throws(BridgeFailure) -> [Value] {
    guard records.pointee.schema.equals(Value.schema) else {
      throw BridgeFailure("a record of \(schema), where \(Value.schema) is expected")
    }
    try check()
    if count == 0 { return [] }
    var reader = RecordReader(records, Value.layout)
    var values: [Value] = []
    values.reserveCapacity(count)
    for index in 0..<count {
      reader.go(to: index)
      values.append(try Value(row: &reader))
    }
    return values
  }
}

extension RecordBatch {
  /// Checks a batch of a known schema: required columns, kinds, closed sets. Unknown schemas and columns pass.
  public func check() throws(BridgeFailure) {
    guard let schema = RecordSchema.all[schema] else { return }
    for (number, column) in schema.columns.enumerated() {
      guard let place = records.pointee.place(of: column.name, guess: number) else {
        if column.required { throw BridgeFailure("\(schema.name) without the required column \(column.name)") }
        continue
      }
      let kind = column.kind.number
      for index in 0..<count {
        let cell = hs_row(records, index).pointee.values! + place  // A batch with a column has cells in every row.
        let found = cell.pointee.kind
        if found == kind && column.allowed.isEmpty { continue }
        if found == HS_NULL && !column.required { continue }
        try explain(cell.pointee, column, row: index)
      }
    }
  }

  private func explain(_ cell: hs_value, _ column: RecordSchema.Column, row: Int) throws(BridgeFailure) {
    if cell.kind == HS_NULL { throw BridgeFailure("\(schema): \(column.name) of row \(row) is absent") }
    if cell.kind != column.kind.number {
      throw BridgeFailure("\(schema): \(column.name) of row \(row) must be \(column.kind.rawValue)")
    }
    if !column.allowed.contains(where: cell.text.equals) {
      throw BridgeFailure(
        "\(schema): \(column.name) of row \(row) is “\(String(cell.text).prefix(40))”; one of \(column.allowed.joined(separator: ", "))"
      )
    }
  }
}

extension ColumnKind {
  /// The contract's number of the kind.
  var number: hs_kind {
    switch self {
    case .bool: HS_BOOL
    case .i64: HS_I64
    case .f64: HS_F64
    case .text: HS_TEXT
    case .bytes: HS_BYTES
    case .time: HS_TIME
    case .json: HS_JSON
    }
  }
}
