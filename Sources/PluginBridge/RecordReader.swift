import CHomeostasisPlugin
import Healing
import RecordSchemas

/// Reads the rows of a checked batch. The columns are asked for in the order of the schema; the batch may have them in
/// any other, and lack those that are not required.
public struct RecordReader {
  private let records: UnsafePointer<hs_records>
  private let columns: [RecordLayout.Column]
  /// Where each column of the schema stands in the batch; -1: nowhere.
  private let places: [Int]
  private var row: UnsafePointer<hs_record>
  private var number = 0
  private var next = 0

  /// The batch must have been checked and have rows.
  init(_ records: UnsafePointer<hs_records>, _ layout: RecordLayout) {
    self.records = records
    columns = layout.columns
    places = layout.columns.enumerated().map { records.pointee.place(of: $1.name, guess: $0) ?? -1 }
    row = hs_row(records, 0)
  }

  mutating func go(to index: Int) {
    row = hs_row(records, index)
    number = index
    next = 0
  }

  var id: String { String(row.pointee.id) }
  var parent: String { String(row.pointee.parent) }
  var at: Timestamp { Timestamp(nanoseconds: row.pointee.at) }

  private mutating func cell(_ name: StaticString) -> hs_value {
    assert(columns[next].name == "\(name)", "\(name) is read as column \(next), which is \(columns[next].name)")
    let place = places[next]
    next += 1
    guard place >= 0, let values = row.pointee.values else { return hs_value() }
    return values[place]
  }

  mutating func bool(_ name: StaticString) -> Bool { cell(name).boolean != 0 }
  mutating func i64(_ name: StaticString) -> Int64 { cell(name).i64 }
  mutating func int(_ name: StaticString) -> Int { Int(cell(name).i64) }
  mutating func f64(_ name: StaticString) -> Double { cell(name).f64 }
  mutating func time(_ name: StaticString) -> Timestamp { Timestamp(nanoseconds: cell(name).time) }
  mutating func text(_ name: StaticString) -> String { String(cell(name).text) }
  mutating func bytes(_ name: StaticString) -> [UInt8] { [UInt8](cell(name).text) }

  mutating func optionalI64(_ name: StaticString) -> Int64? {
    let cell = cell(name)
    return cell.kind == HS_NULL ? nil : cell.i64
  }

  mutating func optionalInt(_ name: StaticString) -> Int? { optionalI64(name).map(Int.init) }

  mutating func optionalF64(_ name: StaticString) -> Double? {
    let cell = cell(name)
    return cell.kind == HS_NULL ? nil : cell.f64
  }

  mutating func optionalText(_ name: StaticString) -> String? {
    let cell = cell(name)
    return cell.kind == HS_NULL ? nil : String(cell.text)
  }

  /// A word of a closed set, which the check of the batch has found to be one of it.
  mutating func word<Word: RawRepresentable<String>>(_ name: StaticString) throws(BridgeFailure) -> Word {
    let text = text(name)
    guard let word = Word(rawValue: text) else { throw failure(name, "“\(text.prefix(40))” is not known") }
    return word
  }

  mutating func json<Value: Decodable>(_ name: StaticString) throws(BridgeFailure) -> Value {
    try decode(name, cell(name).text)
  }

  mutating func optionalJSON<Value: Decodable>(_ name: StaticString) throws(BridgeFailure) -> Value? {
    let cell = cell(name)
    return cell.kind == HS_NULL ? nil : try decode(name, cell.text)
  }

  mutating func list<Item: Decodable>(_ name: StaticString) throws(BridgeFailure) -> [Item] {
    let text = cell(name).text
    return text.equals("[]") ? [] : try decode(name, text)
  }

  private func decode<Value: Decodable>(_ name: StaticString, _ text: hs_str) throws(BridgeFailure) -> Value {
    do {
      return try JSON.decode(from: text.bytes)
    } catch {
      throw failure(name, Self.describe(error))
    }
  }

  private func failure(_ name: StaticString, _ reason: String) -> BridgeFailure {
    BridgeFailure("row \(number) of \(String(records.pointee.schema)): \(name): \(reason)")
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

extension hs_records {
  /// Where a column stands; `guess` is looked at first.
  func place(of name: String, guess: Int) -> Int? {
    guard let keys else { return nil }
    if guess < key_count && keys[guess].equals(name) { return guess }
    return (0..<key_count).first { keys[$0].equals(name) }
  }
}
