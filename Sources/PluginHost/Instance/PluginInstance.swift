public import Healing
public import PluginBridge

/// One instance of a plugin, in this process or in a runner. Calls are made one after the other.
public protocol PluginInstance: Sendable {
  /// What the plugin says of itself; the same for the life of the instance.
  var description: PluginDescription { get }
  /// Calls one function of the plugin and waits for its end. When the calling task is cancelled the plugin is told to
  /// stop, and the call returns when it does.
  /// - Throws: `crashed`, `timeout`; or what the plugin said, when its status is not `HS_OK`.
  func perform(_ verb: PluginVerb, _ input: RecordBatch?, _ call: PluginCall) async throws(StageFailure) -> PluginAnswer
  /// Ends the instance; no call may follow.
  func retire() async
  /// Why a record is not given to the plugin: it has ended its process before. Nil: it may be.
  func refusal(of record: String, _ verb: PluginVerb) -> StageFailure?
  /// A record has ended the plugin's process twice.
  /// - Returns: the failure that stands for it.
  func setAside(_ record: String, _ verb: PluginVerb, _ failure: StageFailure) async -> StageFailure
}

extension PluginInstance {
  /// Nothing is remembered of records.
  public func refusal(of record: String, _ verb: PluginVerb) -> StageFailure? { nil }
  /// Nothing is remembered of records.
  public func setAside(_ record: String, _ verb: PluginVerb, _ failure: StageFailure) async -> StageFailure { failure }
}
