/// Something seen that supports a diagnosis.
public struct Evidence: Sendable, Hashable, Codable {
  /// `source`, `local`, `log`, ...
  public var kind: String
  public var text: String
  /// The record it comes from.
  public var record: String?

  public init(kind: String, text: String, record: String? = nil) {
    self.kind = kind
    self.text = text
    self.record = record
  }
}
