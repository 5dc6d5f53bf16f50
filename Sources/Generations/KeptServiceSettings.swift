import Glibc
public import Healing
public import SourceTree
import SystemCalls

/// All that is needed to run a service through a keeper.
public struct KeptServiceSettings: Sendable {
  /// `run`, `listen`, `root` and `name` are used; `health` where there is one.
  public var service: ServiceDescription
  /// The state folder of the host: an absolute path.
  public var state: String
  /// The path of the program `homeostasis-keeper`.
  public var keeper: String
  /// The whole environment of the service's processes.
  public var environment: [String: String]
  /// The file for what the service writes to its standard output and standard error: an absolute path.
  /// `{generation}` in it keeps the generations apart.
  public var log: String
  /// The log is put aside when a process starts and it is longer than this, in bytes.
  public var logLimit: Int64
  /// How long a process may take from its start to its first healthy answer.
  public var healthTimeout: Duration
  /// How long a process may take to finish what it has begun before it is killed.
  public var drainTimeout: Duration
  /// Folders and files below the root that belong to the running service and not to its source. Every generation sees
  /// the same ones: they are links in its tree.
  public var shared: [String]
  /// What of the root is source.
  public var rules: TreeRules

  /// With `log` nil the output goes to `logs/NAME.log` in the state folder.
  public init(
    service: ServiceDescription, state: String, keeper: String, environment: [String: String]? = nil,
    log: String? = nil, logLimit: Int64 = 64 << 20, healthTimeout: Duration = .seconds(30),
    drainTimeout: Duration = .seconds(30), shared: [String] = [], rules: TreeRules = TreeRules()
  ) {
    self.service = service
    self.state = state
    self.keeper = keeper
    self.environment = environment ?? Self.hostEnvironment()
    self.log = log ?? "\(state)/logs/\(service.name).log"
    self.logLimit = logLimit
    self.healthTimeout = healthTimeout
    self.drainTimeout = drainTimeout
    self.shared = shared
    self.rules = rules
  }

  /// The variables that the host was started with, without those of whoever lent sockets to it.
  public static func hostEnvironment() -> [String: String] {
    // Not readable: a service with an empty environment fails loudly at its start.
    let bytes = (try? Files.read("/proc/self/environ")) ?? []
    var variables: [String: String] = [:]
    for part in bytes.split(separator: 0) {
      let text = String(decoding: part, as: UTF8.self)
      guard let split = text.firstIndex(of: "="), !text.hasPrefix("LISTEN_") else { continue }
      variables[String(text[..<split])] = String(text[text.index(after: split)...])
    }
    return variables
  }
}
