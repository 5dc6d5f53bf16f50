import Healing
public import PluginBridge

/// The records that a call hands over columns of.
public struct FunctionInput {
  private var cells: [String: [String: Cell]] = [:]

  /// No records yet.
  public init() {}

  /// Takes a record under the word that declarations use for it; nil: there is none, and its columns are absent.
  public mutating func add<Value: Record>(_ name: String, _ value: Value?) {
    guard let value else { return }
    let batch = RecordBatch([value])
    let row = batch.rows[0]  // A batch of one value has one row.
    cells[name] = Dictionary(zip(batch.keys, row.cells)) { first, _ in first }
  }

  /// The value for an argument.
  /// - Throws: `function.absent`, when the record does not say and nothing stands in for it.
  func cell(_ source: Source, _ place: String) throws(StageFailure) -> Cell {
    switch source.origin {
    case .constant(let cell): return cell
    case .column(let column, let record):
      let cell = cells[record]?[column] ?? .null
      if cell != .null { return cell }
      if let otherwise = source.otherwise { return otherwise }
      throw StageFailure(
        .unsupported, code: "function.absent", place: place,
        message: "\(record).\(column) is absent: the function is not called (else: says what to take instead)")
    }
  }
}
