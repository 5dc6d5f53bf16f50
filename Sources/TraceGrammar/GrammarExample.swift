public import Healing

/// A trace with what a grammar must read in it. Each grammar brings some, and they are checked when it is loaded.
public struct GrammarExample: Sendable, Hashable {
  /// The trace as text.
  public var trace: String
  /// Objects with some of `type`, `message`, and of the innermost frame `file`, `line` and `symbol`; root cause first.
  public var exceptions: [JSONValue]

  /// What `found` lacks, one text for each difference; empty when it is as it must be.
  public func differences(from found: [ThrownException]) -> [String] {
    guard found.count == exceptions.count else {
      return ["\(exceptions.count) exceptions are expected, \(found.count) were read: \(found.map(\.type))"]
    }
    return zip(exceptions, found).flatMap { differences($0, $1) }
  }

  private func differences(_ wanted: JSONValue, _ found: ThrownException) -> [String] {
    let frame = found.frames.first
    let known: [String: JSONValue] = [
      "type": .string(found.type), "message": .string(found.message),
      "file": frame.map { .string($0.file) } ?? .null, "line": frame.map { .integer(Int64($0.line)) } ?? .null,
      "symbol": frame?.symbol.map { .string($0) } ?? .null,
    ]
    return (wanted.object ?? [:]).sorted { $0.key < $1.key }.compactMap { key, value in
      known[key] == value ? nil : "\(found.type): \(key) is \(known[key] ?? .null), and \(value) is expected"
    }
  }
}
