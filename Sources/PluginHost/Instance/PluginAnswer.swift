public import Healing

/// How a call into a plugin ended: its status, and what the plugin said of single records.
public struct PluginAnswer: Sendable, Codable {
  /// A mistake that the plugin told, and the record it is about.
  public struct Complaint: Sendable, Codable {
    /// In the plugin's words, which are not trusted.
    public var failure: StageFailure
    /// Id of the record; empty: the call as a whole.
    public var record: String
  }

  /// `hs_status`
  public var status: UInt32
  /// In the order they were told, at most 1,000.
  public var complaints: [Complaint]

  /// How long the call took on the instance's own thread, without what it waited there for others.
  public internal(set) var took: Duration = .zero

  private enum CodingKeys: CodingKey { case status, complaints }

  init(status: UInt32, complaints: [Complaint] = []) {
    self.status = status
    self.complaints = complaints
  }
}
