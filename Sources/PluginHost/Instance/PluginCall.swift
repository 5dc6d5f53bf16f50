import CHomeostasisPlugin
import Healing
public import PluginBridge

/// Everything that goes along with one call into a plugin, and what the host does with what comes out of it.
public struct PluginCall: Sendable {
  /// Names the work: the idempotency key.
  public var id: String
  /// 1, 2, ...: grows when the same work is repeated.
  public var attempt: UInt32
  /// W3C `traceparent` of the work; empty: none.
  public var trace: String
  /// From now; nil: no limit.
  public var timeout: Duration?
  /// The service and the ancestors of the input, one batch for each schema.
  public var context: [RecordBatch]
  /// Settings as JSON, for `create`.
  public var settings: String
  /// Called for each emitted batch, on the plugin's thread; the flag asks for durability.
  public var emit: @Sendable (RecordBatch, Bool) -> EmitAnswer
  /// Takes what is emitted as it lies in the plugin's memory, instead of `emit`: in a runner, which only passes it on.
  var forward: (@Sendable (UnsafePointer<hs_records>, Bool) throws(BridgeFailure) -> EmitAnswer)?
  /// What the plugin may ask for, during this call only.
  public var services: any HostServices
  /// Set by the host to end the call.
  public let stop: StopFlag
  /// Whether the plugin should stop: in a runner another word than the flag.
  public var isStopped: @Sendable () -> Bool

  /// Makes a call; without `isStopped` its own flag ``stop`` is asked.
  public init(
    id: String, attempt: UInt32 = 1, timeout: Duration? = nil, context: [RecordBatch] = [], settings: String = "",
    services: any HostServices = NoServices(), isStopped: (@Sendable () -> Bool)? = nil,
    emit: @escaping @Sendable (RecordBatch, Bool) -> EmitAnswer = { _, _ in .invalid }
  ) {
    self.id = id
    self.attempt = attempt
    trace = ""
    self.timeout = timeout
    self.context = context
    self.settings = settings
    self.services = services
    self.emit = emit
    let flag = StopFlag()
    stop = flag
    self.isStopped = isStopped ?? { flag.isSet }
  }
}

extension PluginCall {
  /// The same call, with services that end when it has to.
  func bound() -> PluginCall {
    var call = self
    let stop = stop
    call.services = services.bound(
      to: CallLimit(deadline: timeout.map { ContinuousClock.now + $0 }, isStopped: { stop.isSet }))
    return call
  }
}
