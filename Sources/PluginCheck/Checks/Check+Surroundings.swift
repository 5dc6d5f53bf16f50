import CHomeostasisPlugin
import CPluginCheck
import CSystemCalls
import Glibc
import PluginBridge
import PluginHost
import SystemCalls

/// What a plugin leaves of the process that it is in.
extension Check {
  static let surroundingsChecks = [openFiles, threadsLeft, stdout, processes, signals, surroundings]

  private static let openFiles = Check(
    name: "open-files", summary: "every descriptor is closed by destroy"
  ) { bench throws(Finding) in
    try leavesNothing(bench, in: "/proc/self/fd", "open descriptors are left by each life: close them in destroy")
  }

  private static let threadsLeft = Check(
    name: "threads-left", summary: "every thread has ended when drain returns"
  ) { bench throws(Finding) in
    try leavesNothing(bench, in: "/proc/self/task", "threads are left by each life: join them in drain")
  }

  /// Compares a folder of /proc before and after up to five lives; what the first one leaves is a runtime's own.
  private static func leavesNothing(
    _ bench: CheckBench, in folder: String, _ says: String
  ) throws(Finding) -> String {
    let subject = try bench.subject()
    let lives = try bench.lives(subject, within: .seconds(10), atMost: 5)
    let before = try count(folder)
    for _ in 0..<lives { try bench.live(subject) }
    // A thread that was joined stands in /proc until the kernel has buried it.
    let patience = ContinuousClock.now + .milliseconds(500)
    while try count(folder) > before && ContinuousClock.now < patience { usleep(5000) }
    let left = try count(folder) - before
    if left >= lives { throw .failed("\(left / lives) \(says)") }
    return "none"
  }

  private static func count(_ folder: String) throws(Finding) -> Int {
    do throws(SystemError) { return try Files.list(folder).count } catch { throw .failed("\(error)") }
  }

  private static let stdout = Check(
    name: "stdout", summary: "nothing is written to standard output, which is the host's"
  ) { bench throws(Finding) in
    let file = sc_memfd("stdout")
    let kept = dup(1)
    dup2(file, 1)
    defer { dup2(kept, 1) }
    try bench.live(try bench.subject())
    fflush(nil)
    var status = stat()
    fstat(file, &status)
    if status.st_size > 0 { throw .failed("\(status.st_size) bytes were written to standard output: use host->log") }
    return "nothing"
  }

  private static let processes = Check(
    name: "processes", summary: "no process and no program is started",
    whenCrashed: "it started a process: ask a host service instead"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    if pc_forbid_processes() != 0 { throw .skipped("seccomp does not work here: \(SystemError("prctl"))") }
    try bench.live(subject)
    return "none"
  }

  private static let signals = Check(
    name: "signals", summary: "the handlers of signals stay as they were"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    let before = handlers()
    try bench.begin(subject)
    _ = subject.work(SampleRecords.input(for: subject.description.kind, count: 1))
    let during = handlers()
    try bench.end(subject)
    for (index, handler) in during.enumerated() where handler != before[index] {
      throw .failed("the handler of signal \(index + 1) was changed")
    }
    return "unchanged"
  }

  private static func handlers() -> [UInt] {
    var all = [UInt](repeating: 0, count: 64)
    pc_signal_handlers(&all)
    return all
  }

  private static let surroundings = Check(
    name: "surroundings", summary: "folder, environment and umask of the process stay as they were"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    let before = (folder(), environment(), mask())
    try bench.live(subject)
    if folder() != before.0 { throw .failed("it changed the working folder") }
    if environment() != before.1 { throw .failed("it changed the environment") }
    if mask() != before.2 { throw .failed("it changed the umask") }
    return "unchanged"
  }

  private static func folder() -> String {
    guard let text = getcwd(nil, 0) else { return "" }
    defer { free(text) }
    return String(cString: text)
  }

  private static func environment() -> [String] {
    var (all, next): ([String], UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) = ([], pc_environment())
    while let entry = next?.pointee {
      all.append(String(cString: entry))
      next = next?.successor()
    }
    return all.sorted()
  }

  private static func mask() -> mode_t {
    let mask = umask(0)
    umask(mask)
    return mask
  }
}
