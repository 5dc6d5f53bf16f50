import Glibc
import KeeperProtocol
import LoadGenerator
import SystemCalls
import TestSupport

/// A real keeper with the real shop, in a temporary folder.
final class KeptService: @unchecked Sendable {
  // Sendable: a test uses it from one task at a time.
  let folder: String
  let keeperFolder: KeeperFolder
  var specification: ServiceSpecification
  private(set) var keeper: ChildProcess
  private var watching: KeeperChannel?
  /// The host's copies of the listening sockets.
  private(set) var copies: [OwnedFile] = []

  init(listen: String = "127.0.0.1:0", configured: Bool = true, change: (inout ServiceSpecification) -> Void = { _ in })
    throws
  {
    folder = try Files.temporaryFolder("keeper-test")
    keeperFolder = KeeperFolder(state: folder, service: "shop")
    try Files.makeFolder(keeperFolder.path, mode: 0o700)
    specification = ServiceSpecification(
      name: "shop", listen: listen, health: "/healthz", command: [Self.python, "-m", "shop"],
      environment: ["PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"], log: "\(folder)/logs/shop.log",
      healthTimeout: .seconds(20), drainTimeout: .seconds(10))
    change(&specification)
    keeper = try Self.startKeeper(keeperFolder)
    if configured { try configure() }
  }

  deinit {
    watching = nil
    // Ends what a test has left, whatever state it is in; the keeper may be gone already.
    let pids = recordedPids()
    keeper.signal(SIGTERM)
    for pid in pids { kill(pid, SIGKILL) }
    _ = try? keeper.wait()
    _ = try? Files.remove(folder)
  }

  static var python: String { Files.exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3" }

  private static func startKeeper(_ folder: KeeperFolder) throws -> ChildProcess {
    let messages = try OwnedFile(opening: folder.messages, O_WRONLY | O_CREAT | O_APPEND)
    var request = SpawnRequest(
      try Built.product("homeostasis-keeper"), [folder.path], environment: [:])
    request.files = [1: messages, 2: messages]
    request.newSession = true
    return try request.spawn()
  }

  func connect() throws -> KeeperChannel {
    let end = ContinuousClock.now + .seconds(5)
    while true {
      do throws(SystemError) {
        return try keeperFolder.connect()
      } catch {
        if ContinuousClock.now > end { throw error }
        usleep(2_000)
      }
    }
  }

  @discardableResult
  func ask(_ request: KeeperRequest, files: [OwnedFile] = []) throws -> KeeperStatus {
    let channel = try connect()
    try channel.send(request.fields, files: files)
    let (fields, _) = try channel.receive(within: .seconds(40))
    if let code = fields["refused"] {
      throw Refusal(Refusal.Code(rawValue: code) ?? .failed, fields["message"] ?? "")
    }
    return try KeeperStatus(fields)
  }

  @discardableResult
  func configure(files: [OwnedFile] = []) throws -> KeeperStatus { try ask(.configure(specification), files: files) }
  func status() throws -> KeeperStatus { try ask(.status) }

  /// Watches as a host does, and keeps copies of the sockets.
  func watch() throws -> KeeperChannel {
    let channel = try connect()
    try channel.send(KeeperRequest.watch.fields)
    copies = try channel.receive(within: .seconds(5)).1
    watching = channel
    return channel
  }

  func unwatch() { watching = nil }

  /// A tree with the shop, changed by `edit`.
  func tree(_ number: Int64, edit: (String) throws -> Void = { _ in }) throws -> KeeperRequest.Generation {
    let path = "\(folder)/releases/\(number)"
    try Files.makeFolder("\(path)/shop")
    for name in try Files.list("\(Self.shop)/shop") where name.hasSuffix(".py") {
      try Files.replace("\(path)/shop/\(name)", with: Files.read("\(Self.shop)/shop/\(name)"))
    }
    try edit(path)
    return .init(number: number, folder: path, tree: "tree-\(number)")
  }

  static var shop: String { "\(Built.root)/examples/shop/service" }

  /// Starts a generation and gives it the traffic.
  @discardableResult
  func serve(_ number: Int64) throws -> KeeperStatus {
    try ask(.start(tree(number)))
    return try ask(.switchTo(number))
  }

  var port: UInt16 {
    get throws {
      let address = try status().address ?? ""
      return UInt16(address.split(separator: ":").last ?? "") ?? 0
    }
  }

  /// Kills the keeper and starts another one.
  func replaceKeeper(giving files: [OwnedFile]) throws -> KeeperStatus {
    keeper.signal(SIGKILL)
    _ = try keeper.wait()
    keeper = try Self.startKeeper(keeperFolder)
    return try configure(files: files)
  }

  /// Waits until the status is as wanted.
  func wait(_ seconds: Int = 15, until wanted: (KeeperStatus) -> Bool) throws -> KeeperStatus {
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let status = try status()
      if wanted(status) { return status }
      if ContinuousClock.now > end { throw Refusal(.failed, "it did not come to: \(status)") }
      usleep(5_000)
    }
  }

  var messages: String { (try? Files.text(keeperFolder.messages)) ?? "" }
  var log: String { (try? Files.text(specification.log)) ?? "" }

  private func recordedPids() -> [pid_t] {
    let boot = (try? Files.text("/proc/sys/kernel/random/boot_id").split(separator: "\n").first) ?? ""
    guard let bytes = try? Files.read(keeperFolder.record(boot: String(boot))), let fields = try? Fields(bytes) else {
      return []
    }
    // 0 stands for a start that has not come to be, and would mean ourselves.
    return fields.nested("process").compactMap { $0["pid"].flatMap(pid_t.init) }.filter { $0 > 1 }
  }
}
