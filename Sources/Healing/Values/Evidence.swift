/// Something seen that supports a diagnosis.
public struct Evidence: Sendable, Hashable, Codable {
  /// `source`, `local`, `log`, ...
  public var kind: String
  /// As it was seen, untrusted: a source line with its place, `name = value`, a log line.
  public var text: String
  /// The record it comes from.
  public var record: String?

  /// One observation, with the event or record that it was seen in.
  public init(kind: String, text: String, record: String? = nil) {
    self.kind = kind
    self.text = text
    self.record = record
  }
}
