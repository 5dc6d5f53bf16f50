import CHomeostasisPlugin
import Glibc
public import Healing
import PluginBridge

/// One call into a stage; valid until the stage's function returns.
public struct StageCall {
  let call: UnsafePointer<hs_call>
  let host: StageHost
  /// The ancestors of the input.
  let context: CallContext

  /// Names the work; the same in every repetition and after a crash.
  public var id: String { call.pointee.id.string }
  /// 1, 2, ...: grows when the host repeats the same work.
  public var attempt: Int { Int(call.pointee.attempt) }
  /// Whether to stop now. Ask in every loop and wait.
  public var isStopped: Bool { call.pointee.stop(call) != 0 }
  /// What is left until the deadline; nil: no deadline.
  public var timeLeft: Duration? {
    if call.pointee.deadline_ns == 0 { return nil }
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return .nanoseconds(call.pointee.deadline_ns - (Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)))
  }

  /// The service that the call is about.
  public var service: ServiceDescription { context.service }
  /// The sample events of the incident.
  public var events: [Event] { context.events }
  /// The incident that the call is about; nil for monitors, and when the stage is started.
  public var incident: Incident? { context.incident }
  /// For an analyzer the best so far, for a patcher and a tester the one that is followed; nil: none.
  public var diagnosis: Diagnosis? { context.diagnosis }
  /// For an analyzer and a patcher a change that is laid over the tree, to go on from; nil: the tree as it is.
  public var patch: Patch? { context.patch }
  /// The verdict on the patch, for `prepare`; nil in other calls.
  public var verdict: Verdict? { context.verdict }

  /// Monitors: hands events over with the place after the last of them. On return they are stored.
  /// - Throws: `busy` when the host has no room: keep the batch and try again.
  public func emit(_ events: [Event], stream: String, cursor: [UInt8]) throws(StageFailure) {
    try emit(RecordBatch(events, stream: stream, cursor: cursor), durable: true)
  }

  /// Deployers: stores a row of the rollout. On return it is durable.
  public func journal(_ rollout: Rollout) throws(StageFailure) { try emit(RecordBatch([rollout]), durable: true) }

  /// False when the host has enough: what was sought has been found.
  @discardableResult
  func emit(_ batch: RecordBatch, durable: Bool = false) throws(StageFailure) -> Bool {
    var records = batch.records.pointee
    if durable { records.flags |= HS_BATCH_DURABLE }
    let status = host.host.pointee.emit(host.host, call, &records)
    withExtendedLifetime(batch) {}
    if status == HS_OK || status == HS_CANCELLED { return status == HS_OK }
    throw StageFailure(
      .init(status), code: "emit.status-\(status)", place: batch.schema, message: "the host did not take the records")
  }

  /// Tells the host what is wrong with the input `record` and gives the status to return.
  func fail(_ failure: StageFailure, record: String = "") -> hs_status {
    borrow(failure.code) { code in
      borrow(failure.place) { place in
        borrow(failure.message) { text in
          borrow(record) { record in
            var said = hs_failure()
            said.size = UInt32(MemoryLayout<hs_failure>.size)
            said.status = failure.kind.status
            said.code = code
            said.place = place
            said.text = text
            said.record = record
            return call.pointee.fail(call, &said)
          }
        }
      }
    }
  }
}
