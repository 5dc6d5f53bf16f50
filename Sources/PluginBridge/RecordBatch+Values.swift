import Healing
import RecordSchemas

extension RecordBatch {
  /// The records of `values`, with the columns of their schema that any of them fills.
  public init<Value: Record>(_ values: [Value]) {
    guard let schema = RecordSchema.all[Value.schema] else { preconditionFailure("no schema for \(Value.schema)") }
    let fields = values.map(Self.fields)
    let columns = schema.columns.filter { column in column.required || fields.contains { $0[column.name] != nil } }
    self.init(
      schema: Value.schema, keys: columns.map(\.name),
      rows: zip(values, fields).map { value, fields in
        Row(
          id: value.recordID, parent: value.recordParent, at: value.recordAt.nanoseconds,
          cells: columns.map { Cell(fields[$0.name], as: $0.kind) })
      })
  }

  /// The values of the records, after the schema was checked.
  /// - Throws: the first record that is not of the schema, with its column.
  public func values<Value: Record>(_ type: Value.Type = Value.self) throws(BridgeFailure) -> [Value] {
    guard schema == Value.schema else {
      throw BridgeFailure("a record of \(schema), where \(Value.schema) is expected")
    }
    try check()
    var values: [Value] = []
    for (index, row) in rows.enumerated() {
      // What every value has besides its columns; the coder skips what a type lacks.
      var fields: [String: JSONValue] = [
        "id": .string(row.id), "parent": .string(row.parent), "at": .integer(row.at),
      ]
      for (key, cell) in zip(keys, row.cells) where cell != .null {
        fields[key] = try cell.json(place: "\(key) of row \(index)")
      }
      do {
        values.append(try JSON.decode(Value.self, from: JSON.bytes(JSONValue.object(fields))))
      } catch {
        throw BridgeFailure("row \(index) of \(schema): \(Self.describe(error))")
      }
    }
    return values
  }

  private static func fields(_ value: some Record) -> [String: JSONValue] {
    do {
      return try JSON.decode(JSONValue.self, from: JSON.bytes(value)).object ?? [:]
    } catch {
      preconditionFailure("a record that cannot be written as JSON: \(error)")
    }
  }

  private static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .keyNotFound(let key, _): return "\(key.stringValue) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "\(path): \(context.debugDescription)"
    @unknown default: return "\(error)"
    }
  }
}

extension RecordBatch {
  /// Checks a batch of a known schema: required columns, kinds, closed sets. Unknown schemas and columns pass.
  public func check() throws(BridgeFailure) {
    guard let schema = RecordSchema.all[schema] else { return }
    for column in schema.columns {
      guard let index = keys.firstIndex(of: column.name) else {
        if column.required { throw BridgeFailure("\(schema.name) without the required column \(column.name)") }
        continue
      }
      for (number, row) in rows.enumerated() { try check(row.cells[index], column, row: number) }
    }
  }

  private func check(_ cell: Cell, _ column: RecordSchema.Column, row: Int) throws(BridgeFailure) {
    if cell == .null {
      if column.required { throw BridgeFailure("\(schema): \(column.name) of row \(row) is absent") }
    } else if cell.kind != column.kind {
      throw BridgeFailure("\(schema): \(column.name) of row \(row) must be \(column.kind.rawValue)")
    } else if case .text(let text) = cell, !column.allowed.isEmpty, !column.allowed.contains(text) {
      throw BridgeFailure(
        "\(schema): \(column.name) of row \(row) is “\(text.prefix(40))”; one of \(column.allowed.joined(separator: ", "))"
      )
    }
  }
}

extension Cell {
  /// The kind of the cell; nil when it is absent.
  var kind: ColumnKind? {
    switch self {
    case .null: nil
    case .bool: .bool
    case .i64: .i64
    case .f64: .f64
    case .text: .text
    case .bytes: .bytes
    case .time: .time
    case .json: .json
    }
  }

  init(_ value: JSONValue?, as kind: ColumnKind) {
    switch (kind, value ?? .null) {
    case (_, .null): self = .null
    case (.bool, .bool(let truth)): self = .bool(truth)
    case (.i64, .integer(let number)): self = .i64(number)
    case (.time, .integer(let number)): self = .time(number)
    case (.f64, let number) where number.double != nil: self = .f64(number.double ?? 0)
    case (.text, .string(let text)): self = .text(text)
    case (.bytes, .array(let items)):
      self = .bytes(items.compactMap { $0.integer.map { UInt8(truncatingIfNeeded: $0) } })
    case (.json, let value):
      do {
        self = .json(try JSON.text(value))
      } catch {
        preconditionFailure("a JSON value that cannot be written: \(error)")
      }
    default: preconditionFailure("a field is not of the kind \(kind) that its schema says")
    }
  }

  func json(place: String) throws(BridgeFailure) -> JSONValue {
    switch self {
    case .null: return .null
    case .bool(let truth): return .bool(truth)
    case .i64(let number), .time(let number): return .integer(number)
    case .f64(let number): return .number(number)
    case .text(let text): return .string(text)
    case .bytes(let bytes): return .array(bytes.map { .integer(Int64($0)) })
    case .json(let text):
      do {
        return try JSON.decode(JSONValue.self, from: text)
      } catch {
        throw BridgeFailure("\(place) is not JSON")
      }
    }
  }
}
