import CHomeostasisPlugin
import CPluginCheck
import PluginBridge
import PluginHost
import SystemCalls

/// Many instances, after one another and beside each other.
extension Check {
  static let lifeChecks = [restart, manyInstances, sideBySide, memory]

  private static let restart = Check(
    name: "restart", summary: "after drain it can be started again: a reload was rolled back",
    whenCrashed: "start after drain ended the process"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    let input = SampleRecords.input(for: subject.description.kind, count: 1)
    let before = subject.work(input)
    _ = subject.drain()
    let again = subject.start()
    if again != HS_OK { throw .failed("start after drain answers \(StatusName.of(again))") }
    let after = subject.work(input)
    try bench.end(subject)
    if before == HS_OK && after != HS_OK {
      throw .failed("it answered \(StatusName.of(before)), and after drain and start \(StatusName.of(after))")
    }
    return StatusName.of(after)
  }

  private static let manyInstances = Check(
    name: "many-instances", summary: "1,000 instances, one after the other",
    whenCrashed: "one of a thousand instances ended the process"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    let limit = ContinuousClock.now + .seconds(5)
    for number in 1...1000 {
      let status = subject.create()
      if status != HS_OK { throw .failed("the create of instance \(number) answers \(StatusName.of(status))") }
      subject.destroy()
      if ContinuousClock.now > limit { throw .warning("\(number) instances take 5 s: create should be cheap") }
    }
    return "1000"
  }

  private static let sideBySide = Check(
    name: "side-by-side", summary: "20 generations of the library live in one process",
    whenCrashed: "twenty generations in one process ended it"
  ) { bench throws(Finding) in
    var all: [Subject] = []
    for number in 1...20 {
      let subject = try bench.subject()
      if subject.plugin.table.pointee.capabilities & HS_CAP_EXCLUSIVE != 0 { throw .skipped("it is EXCLUSIVE") }
      let status = subject.create()
      if status != HS_OK {
        let said = subject.host.heard().failures.first?.text ?? ""
        throw .failed(
          "generation \(number) cannot be created beside the others (\(StatusName.of(status))\(said.isEmpty ? "" : ": \(said)")): set HS_CAP_EXCLUSIVE, or take the thing in start"
        )
      }
      all.append(subject)
    }
    for subject in all { subject.destroy() }
    return "20"
  }

  private static let memory = Check(
    name: "memory", summary: "a life and its work leave no memory behind"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    let lives = try bench.lives(subject, within: .seconds(3), atMost: subject.description.kind == .monitor ? 10 : 100)
    _ = try growth(bench, subject, lives)
    let threads = try threadCount()
    // What is lost grows in every span; caches and tables grow in some.
    let spans = lives == 1 ? 2 : 3
    let grown = try (1...spans).map { _ throws(Finding) in try growth(bench, subject, lives) }.min() ?? 0
    if try threadCount() >= threads + lives {
      throw .skipped("each thread that it leaves has memory: see threads-left")
    }
    if grown > 32 { throw .failed("\(grown) bytes a life are never freed") }
    return "\((spans + 1) * lives) lives"
  }

  /// By how many bytes a life the allocated memory grows.
  private static func growth(_ bench: CheckBench, _ subject: Subject, _ lives: Int) throws(Finding) -> Int {
    let before = pc_allocated_bytes()
    for _ in 0..<lives {
      try bench.live(subject)
      _ = subject.host.heard()
    }
    return (Int(pc_allocated_bytes()) - Int(before)) / lives
  }

  private static func threadCount() throws(Finding) -> Int {
    do throws(SystemError) { return try Files.list("/proc/self/task").count } catch { throw .failed("\(error)") }
  }
}
