import CHomeostasisPlugin
import Healing
import PluginBridge

/// One instance of a stage behind the C interface. A subclass for each kind adds the kind's verbs.
class StageBox {
  let host: StageHost
  init(host: StageHost) { self.host = host }

  func start(_ call: StageCall) throws(StageFailure) {}
  func drain(_ call: StageCall) throws(StageFailure) {}
  func selfTest(_ call: StageCall) throws(StageFailure) {}
  /// Emits the state. Only of stages that have one.
  func save(_ call: StageCall) throws(StageFailure) {}
  /// Takes a state over. Only of stages that have one.
  func restore(_ state: RecordBatch, _ call: StageCall) throws(StageFailure) {}
  /// One of the kind's functions on one batch.
  func work(_ verb: Verb, _ batch: RecordBatch, _ call: StageCall) throws(StageFailure) -> hs_status { HS_INVALID }

  /// The functions of the five kinds.
  enum Verb {
    case resume, poll, analyze, propose, verify, prepare, switchOver, promote, rollBack, status
  }

  /// Runs `body` inside one call of the host, and turns what it throws into the contract's terms.
  final func enter(
    _ call: UnsafePointer<hs_call>, _ body: (StageCall) throws(StageFailure) -> hs_status
  ) -> hs_status {
    let before = host.call
    host.call = call
    defer { host.call = before }
    do throws(StageFailure) {
      return try body(StageCall(call: call, host: host, context: CallContext(call)))
    } catch {
      return StageCall.report(error, to: call)
    }
  }

  /// Gives each value of `batch` to `body` and emits the answers. A value that fails is named and the others go on.
  final func each<Input: Record, Output: Record>(
    _ batch: RecordBatch, _ call: StageCall, _ body: (Input) throws(StageFailure) -> [Output]
  ) throws(StageFailure) -> hs_status {
    let inputs: [Input]
    do throws(BridgeFailure) { inputs = try batch.values() } catch {
      throw StageFailure(.invalid, code: "host.records", place: batch.schema, message: error.description)
    }
    var status = HS_OK
    for input in inputs {
      if call.isStopped { return HS_CANCELLED }
      do throws(StageFailure) {
        var outputs = try body(input)
        for index in outputs.indices { outputs[index].recordParent = input.recordID }
        if !outputs.isEmpty, try !call.emit(RecordBatch(outputs), durable: Output.schema == Rollout.schema) {
          return HS_OK
        }
      } catch  where error.kind == .busy {
        return call.fail(error, record: input.recordID)
      } catch {
        status = call.fail(error, record: input.recordID)
      }
    }
    return inputs.count == 1 ? status : HS_OK
  }

  static func of(_ instance: OpaquePointer) -> StageBox {
    Unmanaged<StageBox>.fromOpaque(UnsafeRawPointer(instance)).takeUnretainedValue()
  }
}

extension StageCall {
  /// Reports a failure where no call could be made of the pointer.
  static func report(_ failure: StageFailure, to call: UnsafePointer<hs_call>) -> hs_status {
    borrow(failure.code) { code in
      borrow(failure.place) { place in
        borrow(failure.message) { text in
          var said = hs_failure()
          said.size = UInt32(MemoryLayout<hs_failure>.size)
          said.status = failure.kind.status
          said.code = code
          said.place = place
          said.text = text
          return call.pointee.fail(call, &said)
        }
      }
    }
  }
}
