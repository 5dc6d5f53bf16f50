import Generations
import Glibc
import Healing
import KeeperProtocol
import LoadGenerator
import SourceTree
import Synchronization
import SystemCalls
import TestSupport

/// The real shop in a folder of its own, run by a real keeper.
final class KeptShop: Sendable {
  let folder: String
  let settings: KeptServiceSettings
  let events = Mutex<[KeeperEvent]>([])
  private let hosts = Mutex<[Generations]>([])

  var root: String { "\(folder)/shop" }

  init(change: (inout KeptServiceSettings) -> Void = { _ in }) throws {
    folder = try Files.temporaryFolder("generations-test")
    try Self.copy("\(Built.root)/examples/shop/service", to: "\(folder)/shop")
    let python = Files.exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3"
    var settings = KeptServiceSettings(
      service: ServiceDescription(
        name: "shop", language: "python", root: "\(folder)/shop", run: [python, "-m", "shop"],
        listen: "127.0.0.1:0", health: "/healthz"),
      state: "\(folder)/state", keeper: try Built.product("homeostasis-keeper"),
      environment: ["PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"], healthTimeout: .seconds(20),
      drainTimeout: .seconds(10))
    change(&settings)
    self.settings = settings
  }

  deinit {
    // A keeper that a test has left ends here, and with it what it keeps; no host replaces it.
    for host in hosts.withLock({ $0 }) { host.close() }
    if let generations = try? Generations(settings) { try? generations.stop() }
    try? Files.remove(folder)
  }

  /// As a host does at its start.
  func host() throws -> Generations {
    let host = try Generations(settings) { [weak self] event in self?.events.withLock { $0.append(event) } }
    hosts.withLock { $0.append(host) }
    return host
  }

  /// The hash of the source as it stands.
  var tree: String { get throws { try SourceFolder(root).snapshot().hash } }

  private static func copy(_ from: String, to: String) throws {
    try Files.makeFolder(to)
    for name in try Files.list(from) where name != "__pycache__" {
      if Files.isFolder("\(from)/\(name)") {
        try copy("\(from)/\(name)", to: "\(to)/\(name)")
      } else {
        try Files.replace("\(to)/\(name)", with: Files.read("\(from)/\(name)"))
      }
    }
  }
}

extension Generations {
  var port: UInt16 { UInt16(address?.split(separator: ":").last ?? "") ?? 0 }

  /// The status of the answer to one request; nil when it was lost.
  func status(of request: LoadRequest) -> Int? {
    LoadGenerator(LoadPlan(port: port, connections: 1, keepAlive: false, count: 1, requests: [request])).wait()
      .statuses.keys.first
  }

  /// Waits until the status is as wanted.
  func wait(until wanted: (ServiceStatus) -> Bool) throws -> ServiceStatus {
    let end = ContinuousClock.now + .seconds(15)
    while true {
      let status = try status(GenerationStatusRequest())
      if wanted(status) { return status }
      if ContinuousClock.now > end {
        throw StageFailure(.timeout, code: "test", place: "", message: "it did not come to it: \(status)")
      }
      usleep(5_000)
    }
  }
}

/// The right patch for the shop's first bug.
let couponDiff = """
  --- a/shop/checkout.py
  +++ b/shop/checkout.py
  @@ -56,7 +56,7 @@
       \"\"\"What a coupon takes off the subtotal.\"\"\"
       if coupon is None:
           return 0
  -    percent = coupon["percent"]
  +    percent = coupon.get("percent", 0)
       return subtotal * percent // 100
   
   

  """

let freeShipping = LoadRequest("POST", "/checkout", body: #"{"items": [{"id": "p-101"}], "coupon": "FREESHIP"}"#)
