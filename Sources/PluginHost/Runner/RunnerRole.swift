import Glibc
import Healing
import SystemCalls

/// What a runner is for, which decides what its plugin may do by itself. Everything else it asks the host for.
enum RunnerRole: UInt8, Sendable {
  /// A stage: it works on what it is given. It reads the system's libraries and its own, and has no network.
  case stage = 0
  /// A monitor: it has to see what is to be observed, so that it may read files and open sockets.
  case monitor = 1

  init(_ kind: PluginDescription.Kind, _ grants: Grants) {
    self = kind == .monitor && grants.observes ? .monitor : .stage
  }

  /// Limits of the process: more memory than any stage needs, and no file of its remains.
  static let limits: [Int32: UInt64] = [
    Int32(RLIMIT_AS.rawValue): 8 << 30, Int32(RLIMIT_NOFILE.rawValue): 1024, Int32(RLIMIT_CORE.rawValue): 0,
  ]

  /// Confines this process, before anything of the plugin is mapped.
  func confine(loading library: String, _ rules: RunnerRules) throws(SystemError) {
    switch self {
    case .monitor: try Confinement(readable: nil, writable: rules.writable, opensSockets: true).apply()
    case .stage:
      let all = [library] + rules.readable + Self.system + Self.foldersOfLibraries()
      try Confinement(readable: all, writable: rules.writable, opensSockets: false, ports: rules.ports).apply()
    }
  }

  static let system = [
    "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/alternatives", "/proc/self",
    "/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu", "/dev/urandom", "/dev/zero",
  ]

  /// Where the libraries of this program come from: a plugin of the same toolchain needs their neighbours.
  private static func foldersOfLibraries() -> [String] {
    // Without it a plugin may miss a library, and says so when it is loaded.
    guard let maps = try? Files.read("/proc/self/maps", limit: 1 << 20) else { return [] }
    let paths = String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line -> String? in
      guard let start = line.firstIndex(of: "/"), line.contains(".so") else { return nil }
      return Files.parent(of: String(line[start...]))
    }
    return Array(Set(paths)).filter { $0 != "/" }
  }

  /// What of the installation beside `runner` a plugin reads: grammars and language packs.
  static func readable(beside runner: String) -> [String] {
    let prefix = Files.parent(of: Files.parent(of: runner))
    let elsewhere = getenv("HOMEOSTASIS_GRAMMARS").map { [String(cString: $0)] } ?? []
    return ["lib/homeostasis", "share/homeostasis", "grammars"].map { "\(prefix)/\($0)" } + elsewhere
  }
}
