import CHomeostasisPlugin
import Healing
import PluginBridge

/// The batches that came beside the input of a call, read.
struct CallContext {
  var service = ServiceDescription(name: "", language: "", root: "")
  var events: [Event] = []
  var incident: Incident?
  var diagnosis: Diagnosis?
  var patch: Patch?
  var verdict: Verdict?

  init(_ call: UnsafePointer<hs_call>) throws(StageFailure) {
    guard let list = call.pointee.context else { return }
    do throws(BridgeFailure) {
      for index in 0..<call.pointee.context_count { try take(RecordBatch(copying: list[index])) }
    } catch {
      throw StageFailure(.invalid, code: "host.context", place: "", message: error.description)
    }
  }

  private mutating func take(_ batch: RecordBatch) throws(BridgeFailure) {
    switch batch.schema {
    case ServiceDescription.schema: service = try batch.values(ServiceDescription.self).first ?? service
    case Event.schema: events = try batch.values()
    case Incident.schema: incident = try batch.values(Incident.self).first
    case Diagnosis.schema: diagnosis = try batch.values(Diagnosis.self).first
    case Patch.schema: patch = try batch.values(Patch.self).first
    case Verdict.schema: verdict = try batch.values(Verdict.self).first
    default: break
    }
  }
}
