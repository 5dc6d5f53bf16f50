import Glibc
import SystemCalls

/// What the machine says of processes and of itself.
enum Machine {
  /// The load of the last minute; `unknown` where the system does not tell it.
  static var load: String {
    // A figure for the reader, who can do without.
    (try? Files.text("/proc/loadavg"))?.split(separator: " ").first.map(String.init) ?? "unknown"
  }

  /// What a process has used until now.
  struct Use {
    /// User and system time, in seconds.
    var processor = 0.0
    /// Bytes in memory, shared ones included.
    var resident = 0.0
    /// Bytes in memory, each shared one divided by those who share it.
    var proportional = 0.0
  }

  static func use(of pid: pid_t) throws -> Use {
    var use = Use()
    let stat = try Files.text("/proc/\(pid)/stat")
    // The name in parentheses may hold anything; the numbers begin behind the last one.
    let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
    guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else {
      throw BenchFailure("/proc/\(pid)/stat is not understood: \(stat)")
    }
    use.processor = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    for line in try Files.text("/proc/\(pid)/smaps_rollup").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count >= 2, let kilobytes = Double(words[1]) else { continue }
      if words[0] == "Rss:" { use.resident = kilobytes * 1024 }
      if words[0] == "Pss:" { use.proportional = kilobytes * 1024 }
    }
    return use
  }

  /// Bytes in memory that only this process has.
  static func ownPrivateBytes() throws -> Double {
    let lines = try Files.text("/proc/self/smaps_rollup").split(separator: "\n")
    return lines.filter { $0.hasPrefix("Private_") }
      .compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Double($0) } }.reduce(0, +) * 1024
  }

  /// The children of a process that run the program `name`, whose first 15 bytes the kernel keeps.
  static func children(of pid: pid_t, named name: String) throws -> [pid_t] {
    try Files.list("/proc").compactMap { pid_t($0) }.filter { child in
      // A process that has ended meanwhile is no child any more.
      guard let stat = try? Files.text("/proc/\(child)/stat"), let end = stat.lastIndex(of: ")") else { return false }
      let fields = stat[end...].split(separator: " ")
      return fields.count > 2 && pid_t(fields[2]) == pid && stat.contains("(\(name.prefix(15)))")
    }
  }

  /// User and system time of this process, in seconds.
  static var ownProcessor: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
