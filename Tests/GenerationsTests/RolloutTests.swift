import Generations
import Glibc
import Healing
import LoadGenerator
import SourceTree
import SystemCalls
import Testing

/// From a patch to a generation that serves, and back.
@Suite(.serialized) struct RolloutTests {
  @Test func aPatchReachesTheServiceAndThenItsSource() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    let first = try host.open()
    #expect(first.current == 1)
    #expect(host.status(of: freeShipping) == 500)
    let before = try shop.tree
    let staged = try host.stage(GenerationStage(rollout: "r1", base: before, diff: couponDiff))
    #expect(staged.generation == 2)
    #expect(staged.generations.last?.state == .staged)
    let started = try host.start(GenerationRequest(generation: 2))
    #expect(started.generations.last?.state == .healthy && started.current == 1)
    #expect(host.status(of: freeShipping) == 500)
    #expect(try host.switchTo(GenerationRequest(generation: 2)).current == 2)
    #expect(host.status(of: freeShipping) == 200)
    #expect(try shop.tree == before, "nothing is written before it is asked for")
    _ = try host.persist(GenerationPersist(generation: 2, diff: couponDiff))
    #expect(try shop.tree == host.status(GenerationStatusRequest()).generations.last?.tree)
    _ = try host.persist(GenerationPersist(generation: 2, diff: couponDiff))
    _ = try host.retire(GenerationRequest(generation: 1))
    let after = try host.wait { $0.generations.first?.state == .exited }
    #expect(after.current == 2)
    #expect(try host.deploy().current == 2, "the source is what runs")
    _ = try host.persist(GenerationPersist(generation: 2, diff: couponDiff, reverse: true))
    _ = try host.persist(GenerationPersist(generation: 2, diff: couponDiff, reverse: true))
    #expect(try shop.tree == before)
  }

  @Test func stagingIsIdempotentAndPinned() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    try host.open()
    let base = try shop.tree
    let request = GenerationStage(rollout: "r1", base: base, diff: couponDiff)
    #expect(try host.stage(request).generation == 2)
    #expect(try host.stage(request).generation == 2)
    #expect(
      code { try host.stage(GenerationStage(rollout: "r1", base: base, diff: "--- a/x\n")) } == "service.rollout-reused"
    )
    #expect(code { try host.stage(GenerationStage(rollout: "r2", base: "0000", diff: couponDiff)) } == "stale-source")
    let wrong = couponDiff.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasSuffix("return 0") ? "           return 1" : $0 }.joined(separator: "\n")
    #expect(code { try host.stage(GenerationStage(rollout: "r3", base: base, diff: wrong)) } == "tree.mismatch")
    #expect(code { try host.start(GenerationRequest(generation: 9)) } == "service.absent")
    #expect(code { try host.switchTo(GenerationRequest(generation: 2)) } != nil, "it was not started")
    #expect(code { try host.retire(GenerationRequest(generation: 1)) } == "service.busy")
    #expect(code { try host.persist(GenerationPersist(generation: 2, diff: "other")) } == "service.diff")
    #expect(try host.status(GenerationStatusRequest()).current == 1)
    // An edit by hand: what runs is no longer the source, and a patch for the source is not for what runs.
    try Files.replace("\(shop.root)/shop/extra.py", with: Array("EXTRA = 1\n".utf8))
    #expect(
      code { try host.stage(GenerationStage(rollout: "r4", base: shop.tree, diff: couponDiff)) } == "stale-source")
    let deployed = try host.deploy()
    #expect(deployed.generations.first { $0.generation == deployed.current }?.tree == (try shop.tree))
    #expect(try host.stage(GenerationStage(rollout: "r4", base: shop.tree, diff: couponDiff)).generation == 4)
  }

  @Test func aSourceFileThatChangedIsNotOverwritten() throws {
    let shop = try KeptShop()
    let host = try shop.host()
    try host.open()
    _ = try host.stage(GenerationStage(rollout: "r1", base: shop.tree, diff: couponDiff))
    let path = "\(shop.root)/shop/checkout.py"
    let edited = try Files.read(path) + Array("\n# a human was here\n".utf8)
    try Files.replace(path, with: edited)
    #expect(code { try host.persist(GenerationPersist(generation: 2, diff: couponDiff)) } == "stale-source")
    #expect(try Files.read(path) == edited)
  }

  @Test func generationsShareWhatIsNotSource() throws {
    let shop = try KeptShop { $0.shared = ["uploads"] }
    try Files.makeFolder("\(shop.root)/data")
    try Files.replace("\(shop.root)/data/orders.db", with: Array("one".utf8))
    try Files.replace("\(shop.root)/.env", with: Array("KEY=secret".utf8))
    try Files.makeFolder("\(shop.root)/.venv/lib")
    try Files.replace("\(shop.root)/shop/cache.sqlite", with: Array("two".utf8))
    let host = try shop.host()
    let folder = try #require(host.open().generations.first?.folder)
    #expect(folder == "\(shop.folder)/state/releases/shop/1")
    for path in ["data", ".env", ".venv", "uploads", "shop/cache.sqlite"] {
      #expect(try Files.resolve("\(folder)/\(path)") == Files.resolve("\(shop.root)/\(path)"), "\(path)")
    }
    #expect(try Files.resolve("\(folder)/shop/app.py") != Files.resolve("\(shop.root)/shop/app.py"))
    try Files.replace("\(folder)/data/orders.db", with: Array("three".utf8))
    #expect(try Files.text("\(shop.root)/data/orders.db") == "three")
  }

  @Test func aServiceThatNeverGetsHealthyAndATakenPortAreToldClearly() throws {
    let sick = try KeptShop {
      $0.service.health = "/nowhere"
      $0.healthTimeout = .seconds(1)
    }
    let refused = failure { try sick.host().open() }
    #expect(
      refused?.code == "service.unhealthy" && refused?.message.contains("status 404") == true,
      "\(String(describing: refused))")
    let shop = try KeptShop()
    let host = try shop.host()
    try host.open()
    let second = try KeptShop { $0.service.listen = host.address }
    #expect(failure { try second.host().open() }?.code == "service.address")
    #expect(host.status(of: freeShipping) != nil)
  }
}

func failure(_ body: () throws -> some Any) -> StageFailure? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? StageFailure ?? StageFailure(.failed, code: "other", place: "", message: "\(error)")
  }
}

func code(_ body: () throws -> some Any) -> String? { failure(body)?.code }
