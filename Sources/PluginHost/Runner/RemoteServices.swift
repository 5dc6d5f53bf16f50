import Glibc
import Healing
import PluginBridge

/// The host's services, asked for from a runner.
struct RemoteServices: HostServices {
  let channel: RunnerChannel
  let granted: Set<String>
  /// The stage in the configuration.
  let place: String

  func grants(_ service: String) -> Bool { granted.contains(service) }

  func refusal(of service: String) -> String {
    guard let id = HostServiceID(rawValue: service) else { return "this host has no such service" }
    var none = Grants()
    none.place = place
    return "not granted: \(none.remedy(id))"
  }

  func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
    let reply = RunnerMain.ask(channel, .service(id: service, method: method, request))
    guard let reply, case .served(let status, let body) = reply else { _exit(1) }  // The host is gone: so are we.
    return try StageFailure.served(status, body, "\(service) \(method)")
  }
}

extension Frame {
  /// What a service says, or why it does not.
  static func answering(_ body: () throws(StageFailure) -> [UInt8]) -> Frame {
    do throws(StageFailure) { return .served(status: 0, try body()) } catch {
      // A failure that cannot be written leaves the status, which says enough.
      return .served(status: error.kind.status, (try? JSON.bytes(error)).map(Array.init) ?? [])
    }
  }
}

extension StageFailure {
  /// The answer of a service that came in a frame.
  static func served(_ status: UInt32, _ body: [UInt8], _ place: String) throws(StageFailure) -> [UInt8] {
    if status == 0 { return body }
    // A failure that is not JSON leaves the status, which says enough.
    throw (try? JSON.decode(StageFailure.self, from: body))
      ?? StageFailure(.init(status), code: "service.status-\(status)", place: place, message: "failed")
  }
}
