import CHomeostasisPlugin
import FoundationEssentials
import Healing
import PluginBridge

/// Calls a host service: JSON goes out, JSON comes back, a failure becomes a `StageFailure`.
struct ServiceClient {
  let id: HostServiceID
  let host: StageHost

  func call<Answer: Decodable>(
    _ method: String, _ request: some Encodable, as type: Answer.Type = Answer.self
  ) throws(StageFailure) -> Answer {
    let answer = try call(method, request)
    do {
      return try JSON.decode(type, from: answer)
    } catch {
      throw StageFailure(
        .failed, code: "service.answer", place: "\(id.rawValue) \(method)",
        message: "the answer is not understood: \(error)")
    }
  }

  private func call(_ method: String, _ request: some Encodable) throws(StageFailure) -> [UInt8] {
    let place = "\(id.rawValue) \(method)"
    guard let table = host.table(id), let call = host.call else {
      throw StageFailure(
        .denied, code: "service.not-granted", place: place, message: "the host does not grant this service")
    }
    var text: Data
    do { text = try JSON.bytes(request) } catch {
      throw StageFailure(.invalid, code: "service.request", place: place, message: "\(error)")
    }
    let answer = Answer()
    let sink = hs_sink(context: Unmanaged.passUnretained(answer).toOpaque()) { context, chunk in
      let answer = Unmanaged<Answer>.fromOpaque(context!).takeUnretainedValue()
      answer.bytes += UnsafeRawBufferPointer(start: chunk.ptr, count: chunk.len)
      return HS_OK
    }
    let status = borrow(method) { method in
      text.withUnsafeBytes { request in
        table.pointee.call(host.host, call, method, hs_str(request), sink)
      }
    }
    if status == HS_OK { return answer.bytes }
    throw failure(answer.bytes, status, place)
  }

  private func failure(_ bytes: [UInt8], _ status: hs_status, _ place: String) -> StageFailure {
    // An answer that is no failure in JSON leaves the status, which says enough.
    (try? JSON.decode(StageFailure.self, from: bytes))
      ?? StageFailure(
        .init(status), code: "service.status-\(status)", place: place, message: "the host answered \(status)")
  }

  private final class Answer { var bytes: [UInt8] = [] }
}
