import FoundationEssentials
import Glibc
import Healing
import LoadGenerator
import SystemCalls
import TestSupport
import Testing

/// A copy of `examples/shop`, and `homeostasis run` on it, which may be killed and started again.
final class RunningShop {
  private let folder: TemporaryFolder
  private var loads: [LoadGenerator] = []

  /// - Parameter careless: whether the careless patcher is the first to answer.
  init(careless: Bool) throws {
    folder = try TemporaryFolder()
    _ = try Self.command("cp", ["-R", "\(Built.root)/examples/shop/.", folder.path])
    var lines = try Files.text("\(folder.path)/homeostasis.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    if !careless {
      let first = try #require(lines.firstIndex { $0.contains("# A colleague") })
      let last = try #require(lines.firstIndex { $0.contains("- use: template") })
      lines.removeSubrange(first..<last)
    }
    try Files.replace("\(folder.path)/homeostasis.yaml", with: Array(lines.joined(separator: "\n").utf8))
  }

  deinit {
    // After a test that failed: a keeper that is told to end ends its service.
    for keeper in (try? keeperIDs()) ?? [] { kill(keeper, SIGTERM) }
  }

  /// Gives a module of the shop another name, also where it is imported.
  func rename(_ module: String, _ name: String) throws {
    let imports = "/^from .* import /s/ \(module)$/ \(name) as \(module)/;s/\\.\(module) import/.\(name) import/"
    try Self.command(
      "sh", ["-c", "cd \(folder.path)/service && mv shop/\(module).py shop/\(name).py && sed -i '\(imports)' */*.py"])
  }

  /// Gives a command without an answer.
  func say(_ command: String) throws {
    try Self.command(try Built.product("homeostasis"), [command, "--config", "\(folder.path)/homeostasis.yaml"])
  }

  /// Starts a host, and load once the shop serves.
  /// - Parameter point: where it is to be killed.
  func start(killedAt point: String?, requests: [LoadRequest]) throws -> RunningHost {
    var environment = Built.environment
    environment["HOMEOSTASIS_FAILURE_POINT"] = point
    let host = try RunningHost(configuration: "\(folder.path)/homeostasis.yaml", environment: environment)
    if loads.isEmpty {
      let port = try host.port()
      loads = [
        LoadGenerator(LoadPlan(port: port, connections: 16, rate: 80, requests: Self.everyday)),
        LoadGenerator(LoadPlan(port: port, connections: 4, rate: 8, requests: requests)),
      ]
    }
    return host
  }

  /// Ends the load. How many requests were lost.
  func stopLoad() -> Int {
    defer { loads = [] }
    return loads.map { $0.stop() }.reduce(0) { $0 + $1.lost }
  }

  /// The answer of a command that reads the state.
  func asked(_ arguments: String...) throws -> JSONValue {
    let text = try Self.command(
      try Built.product("homeostasis"), arguments + ["--config", "\(folder.path)/homeostasis.yaml", "--output", "json"])
    return try JSON.decode(from: Array(text.utf8))
  }

  /// A file of the shop's source.
  func source(_ path: String) throws -> String { try Files.text("\(folder.path)/service/\(path)") }

  /// How many keepers this shop has.
  func keepers() throws -> Int { try keeperIDs().count }

  private func keeperIDs() throws -> [pid_t] {
    try Files.list("/proc").compactMap { pid_t($0) }.filter { pid in
      // A process may end while its folder is read.
      guard let line = try? Files.text("/proc/\(pid)/cmdline") else { return false }
      return line.contains("homeostasis-keeper") && line.contains(folder.path)
    }
  }

  private static let everyday: [LoadRequest] = ["/products", "/products/p-101", "/search?q=lamp", "/products/p-104"].map
  {
    LoadRequest("GET", $0)
  }

  @discardableResult
  private static func command(_ program: String, _ arguments: [String]) throws -> String {
    let result = try Command(SpawnRequest(program, arguments, environment: Built.environment)).run()
    struct Failed: Error { let text: String }
    if !result.succeeded { throw Failed(text: "\(program) \(arguments): \(result.text) \(result.errorText)") }
    return result.text
  }
}
