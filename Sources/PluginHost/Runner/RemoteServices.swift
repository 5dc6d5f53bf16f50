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
    if status == 0 { return body }
    // A failure that is not JSON leaves the status, which says enough.
    throw (try? JSON.decode(StageFailure.self, from: body))
      ?? StageFailure(.init(status), code: "service.status-\(status)", place: "\(service) \(method)", message: "failed")
  }
}
