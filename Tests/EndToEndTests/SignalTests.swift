import Glibc
import SystemCalls
import TestSupport
import Testing

/// A host that is interrupted at any moment, while it loads its plugins, serves, or reloads one: it ends in time and in
/// good order, and no process of it is left.
@Suite(.serialized) struct SignalTests {
  private let shop: LoggedShop
  private var folder: TemporaryFolder { shop.folder }

  init() throws {
    shop = try LoggedShop("analyzers: [{use: counting, place: process}, {use: counting, place: host}, trace]")
  }

  @Test func anInterruptAtAnyMomentEndsTheHost() throws {
    let versions = try (1...2).map { try library("\($0).0.0") }
    try put(versions[0])
    let whole = try timeToServe()
    var random = SeededGenerator(Soak.seed)
    for number in 0..<Soak.count("hosts interrupted at a random moment", usual: 6, full: 100) {
      try put(versions[0])
      let host = try RunningHost(configuration: shop.configuration, environment: Built.environment)
      // Every other one is interrupted around a reload, and half of the others while they load.
      let isReload = number % 2 == 0
      if isReload {
        _ = try host.line { $0.contains(#""kind":"ready""#) }
        try put(versions[1])
      }
      let moment = Double.random(in: 0...1, using: &random) * (isReload ? 2.0 : 1.2 * whole)
      let number = Bool.random(using: &random) ? SIGINT : SIGTERM
      // The moment is what is tried; there is nothing to wait for.
      usleep(UInt32(moment * 1_000_000))
      host.signal(number)
      let started = ContinuousClock.now
      let ending = try host.ending(within: .seconds(30))
      let what = "signal \(number) after \(moment) s, seed \(Soak.seed)"
      // Before the program has come to its first line the system ends it.
      #expect(ending.code == 0 || (moment < 0.2 && !isReload && ending.signal == number), "\(what): \(ending)")
      #expect(ContinuousClock.now - started < .seconds(15), "\(what)")
      #expect(try left() == [], "\(what)")
    }
  }

  /// Seconds from the start of a host to its first work.
  private func timeToServe() throws -> Double {
    let started = ContinuousClock.now
    let host = try RunningHost(configuration: shop.configuration, environment: Built.environment)
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    let took = (ContinuousClock.now - started) / .seconds(1)
    #expect(try host.stop().code == 0)
    return took
  }

  /// Processes that have a file of this test mapped or named, once the system has had time to end them: one that is
  /// killed with its parent goes a moment after it.
  private func left() throws -> [String] {
    let end = ContinuousClock.now + .seconds(5)
    while true {
      let found = try Files.list("/proc").filter { Int($0) != nil }.filter { pid in
        // Those of others, and those that end meanwhile, cannot be read.
        guard let name = try? Files.text("/proc/\(pid)/comm"), name.hasPrefix("homeostasis-") || name == "homeostasis\n"
        else { return false }
        return ["maps", "cmdline"].contains { name in
          guard let bytes = try? Files.read("/proc/\(pid)/\(name)", limit: 16 << 20) else { return false }
          return String(decoding: bytes, as: UTF8.self).contains(folder.path)
        }
      }
      if found.isEmpty || ContinuousClock.now > end { return found }
      sched_yield()
    }
  }

  private func library(_ version: String) throws -> [UInt8] {
    let made = try TemporaryFolder()
    return try Files.read(
      CompiledPlugin.c(
        "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c", into: made,
        flags: ["-DVERSION=\"\(version)\""]))
  }

  private func put(_ bytes: [UInt8]) throws {
    try Files.replace("\(folder.path)/plugins/counting.so", with: bytes, mode: 0o755)
  }
}
