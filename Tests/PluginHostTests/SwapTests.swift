import Glibc
import Healing
import PluginHost
import PluginTrust
import Synchronization
import SystemCalls
import TestSupport
import Testing

/// Somebody exchanges a plugin's file after it was looked at: what was looked at is what is loaded.
@Suite struct SwapTests {
  let folder: TemporaryFolder
  let staging: PluginStaging
  let library: String
  let good: [UInt8]
  let evil: [UInt8]

  init() throws {
    folder = try TemporaryFolder()
    let made = try TemporaryFolder()
    good = try Files.read(
      CompiledPlugin.c(
        "\(Built.root)/Tests/Fixtures/Generations/counting_analyzer.c", into: made, flags: ["-DVERSION=\"2.0.0\""]))
    // Whoever maps it dies.
    evil = try Files.read(CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Plugins/constructor_aborts.c", into: made))
    try Files.makeFolder("\(folder.path)/plugins")
    library = "\(folder.path)/plugins/counting.so"
    try Files.replace(library, with: good)
    let rules = TrustRules(.pinned, store: TrustStore(folder: "\(folder.path)/trust"), shipped: [])
    var lock = PluginLock()
    let hash = try #require(rules.standing(of: library).sha256)
    lock.set(.init(file: "counting.so", id: "org.example.counting", version: "2.0.0", sha256: hash))
    try lock.write(in: "\(folder.path)/plugins")
    staging = PluginStaging(folder: "\(folder.path)/staged", trust: rules)
  }

  @Test(arguments: [PluginPlace.host, .process]) func anExchangeAfterTheCheckChangesNothing(_ place: PluginPlace)
    async throws
  {
    let staged = try staging.stage(library)
    try Files.replace(library, with: evil)
    let maker = InstanceMaker(runner: try Built.product("homeostasis-runner")) { _, _, _ in }
    let instance = try await maker.make("org.example.counting", staged, "{}", place, Grants())
    #expect(instance.description.version == "2.0.0")
    await instance.retire()
    #expect(throws: PluginFailure.self) { try staging.stage(library) }
  }

  @Test func whileItIsExchangedAllTheTimeOnlyThePinnedBytesAreCopied() throws {
    let (library, good, evil) = (library, good, evil)
    let swapper = WorkerThread(name: "swapper")
    defer { withExtendedLifetime(swapper) {} }
    let flag = StopBox()
    swapper.perform {
      var isEvil = false
      while !flag.isSet {
        isEvil.toggle()
        // A write that fails leaves the other one, which is as good for this.
        try? Files.replace(library, with: isEvil ? evil : good)
      }
      flag.ended()
    }
    var (taken, refused) = (0, 0)
    for _ in 0..<Soak.count("checks of a plugin that is exchanged meanwhile", usual: 50, full: 5_000) {
      switch Result(catching: { () throws(PluginFailure) in try staging.stage(library) }) {
      case .success(let staged):
        let copied = try Files.read(staged.path)
        #expect(copied == good)
        staged.unlink()
        taken += 1
      case .failure(let error):
        #expect(error.code == "plugin.tampered", "\(error)")
        refused += 1
      }
    }
    flag.set()
    flag.wait()
    #expect(taken + refused >= 50)
  }
}

/// Tells a thread to end, and hears that it has.
private final class StopBox: Sendable {
  private let stop = Atomic(false)
  private let isOver = Atomic(false)
  var isSet: Bool { stop.load(ordering: .acquiring) }
  func set() { stop.store(true, ordering: .releasing) }
  func ended() { isOver.store(true, ordering: .releasing) }
  func wait() { while !isOver.load(ordering: .acquiring) { sched_yield() } }
}
