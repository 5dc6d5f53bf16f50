public import Healing
import PluginBridge
import Synchronization

/// Keeps secrets that were given to plugins out of everything that is told.
public final class SecretVeil: Sendable {
  private let secrets = Mutex<Set<String>>([])
  /// Shorter ones would take words apart that have nothing to do with them.
  private static let shortest = 4

  /// Hides nothing yet.
  public init() {}

  /// From now on this value is hidden, and each of its lines; also as it stands in JSON that is part of a text.
  func hide(_ secret: String) {
    let plain = [secret] + secret.split(whereSeparator: \.isNewline).map(String.init)
    // A text can always be written.
    let escaped = plain.compactMap { try? JSON.text($0) }.map { String($0.dropFirst().dropLast()) }
    let parts = plain + escaped + escaped.map { $0.replacing("\\/", with: "/") }
    let long = parts.filter { $0.utf8.count >= Self.shortest }
    secrets.withLock { $0.formUnion(long) }
  }

  /// The text without the secrets in it.
  public func over(_ text: String) -> String {
    byLength.reduce(text) { $0.replacing($1, with: Self.instead) }
  }

  /// The batch without the secrets in what its rows say. The cursor stays: it is the plugin's own, and goes nowhere but
  /// back to it.
  func over(_ batch: RecordBatch) -> RecordBatch {
    guard isDrawn else { return batch }
    var isChanged = false
    let rows = batch.rows.map { row in
      let veiled = RecordBatch.Row(
        id: over(row.id), parent: over(row.parent), at: row.at, cells: row.cells.map { over($0) })
      if veiled != row { isChanged = true }
      return veiled
    }
    if !isChanged { return batch }
    return RecordBatch(schema: batch.schema, stream: batch.stream, cursor: batch.cursor, keys: batch.keys, rows: rows)
  }

  private func over(_ cell: Cell) -> Cell {
    switch cell {
    case .text(let text): .text(over(text))
    case .json(let text): .json(over(json: text))
    case .bytes(let bytes): .bytes(over(bytes))
    case .null, .bool, .i64, .f64, .time: cell
    }
  }

  /// In JSON a secret may be written with escapes.
  private func over(json text: String) -> String {
    // What is no JSON is a text.
    guard let value = try? JSON.decode(JSONValue.self, from: text) else { return over(text) }
    let veiled = over(value)
    if veiled == value { return text }
    // It came from JSON, and only texts in it are others.
    return (try? JSON.text(veiled)) ?? over(text)
  }

  private func over(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(over(text))
    case .array(let items): .array(items.map { over($0) })
    case .object(let members):
      .object(
        Dictionary(members.map { (over($0.key), over($0.value)) }) { first, _ in first })
    case .null, .bool, .integer, .number: value
    }
  }

  private func over(_ bytes: [UInt8]) -> [UInt8] {
    byLength.reduce(bytes) { $0.replacing(Array($1.utf8), with: Array(Self.instead.utf8)) }
  }

  private var isDrawn: Bool { secrets.withLock { !$0.isEmpty } }

  /// The longest first: one secret may be a part of another.
  private var byLength: [String] { secrets.withLock { $0.sorted { $0.utf8.count > $1.utf8.count } } }

  private static let instead = "[secret]"

  /// The failure without the secrets in it.
  public func over(_ failure: StageFailure) -> StageFailure {
    StageFailure(
      failure.kind, code: over(failure.code), place: over(failure.place), message: over(failure.message))
  }
}
