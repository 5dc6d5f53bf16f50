import Glibc
import Healing

/// The host's services, asked for from a runner.
struct RemoteServices: HostServices {
  let channel: RunnerChannel
  let granted: Set<String>

  func grants(_ service: String) -> Bool { granted.contains(service) }

  func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
    let reply = RunnerMain.ask(channel, .service(id: service, method: method, request))
    guard let reply, case .served(let status, let body) = reply else { _exit(1) }  // The host is gone: so are we.
    if status == 0 { return body }
    // A failure that is not JSON leaves the status, which says enough.
    throw (try? JSON.decode(StageFailure.self, from: body))
      ?? StageFailure(.init(status), code: "service.status-\(status)", place: "\(service) \(method)", message: "failed")
  }
}
