import FoundationEssentials
import Glibc
import Healing
import LoadGenerator
import Orchestration
import SystemCalls
import TestSupport
import Testing

/// `homeostasis run` is killed with -9 just before and just after transitions are stored, under load.
@Suite(.serialized) struct HostKillTests {
  /// In the order of a course that goes well.
  static let healing = points(
    "analyzing", "proposing", "verifying", "preparing", "switching", "watching", "promoting", "ended")
  /// In the order of a course whose patch is taken back, and of the attempt after it.
  static let takingBack = points("rolling-back", "ended", "opened")

  private static func points(_ names: String...) -> [String] {
    names.flatMap { ["course.\($0).before", "course.\($0).after"] }
  }

  private static let coupon = LoadRequest(
    "POST", "/cart", headers: [["Content-Type", "application/json"]],
    body: #"{"items":[{"id":"p-102","quantity":1}],"coupon":"FREESHIP"}"#)
  private static let unreviewed = LoadRequest("GET", "/products/p-107")

  @Test func everyPointIsInOneOfTheChains() {
    let tried = Set(Self.healing + Self.takingBack + Self.points("awaiting-approval", "waiting"))
    #expect(tried == Set(Course.failurePoints))
  }

  /// One course through all its points: the host that is started after each kill dies at the next.
  @Test func aHealSurvivesAKillAtEveryPoint() throws {
    let shop = try RunningShop(careless: false)
    for point in Self.healing {
      let ending = try shop.start(killedAt: point, requests: [Self.coupon]).ending()
      #expect(ending.signal == SIGKILL, "killed at \(point)")
    }
    try endsHealed(shop)
  }

  /// Each point alone, as a machine that fails once: a sample here, all of them in the soak.
  @Test(arguments: Soak.sample(of: healing, count: 1))
  func aHealSurvivesOneKill(_ point: String) throws {
    let shop = try RunningShop(careless: false)
    let ending = try shop.start(killedAt: point, requests: [Self.coupon]).ending()
    #expect(ending.signal == SIGKILL, "killed at \(point)")
    try endsHealed(shop)
  }

  @Test func aRollbackSurvivesAKillAtEveryPoint() throws {
    let shop = try RunningShop(careless: true)
    for point in Self.takingBack {
      let ending = try shop.start(killedAt: point, requests: [Self.unreviewed]).ending(within: .seconds(120))
      #expect(ending.signal == SIGKILL, "killed at \(point)")
    }
    let host = try shop.start(killedAt: nil, requests: [])
    _ = try host.line(within: .seconds(120)) { $0.contains("-> rolling back") || $0.contains("ended(healed)") }
    #expect(shop.stopLoad() == 0)
    let patches = try #require(try shop.asked("patches", "list").array)
    let taken = patches.filter { $0["rollout"] == "rolled-back" }.compactMap { $0["diff"]?.text }
    #expect(!taken.isEmpty && Set(taken).count == taken.count, "what was taken back is not tried again")
    #expect(try host.stop().code == 0)
    #expect(try shop.keepers() == 0)
  }

  /// A patch that waits for a person waits still: payment is nothing that goes into service by itself.
  @Test func aPatchThatWaitsForAPersonSurvivesAKill() throws {
    let shop = try RunningShop(careless: false)
    try shop.rename("checkout", "payment")
    for point in Self.points("awaiting-approval") {
      let ending = try shop.start(killedAt: point, requests: [Self.coupon]).ending()
      #expect(ending.signal == SIGKILL, "killed at \(point)")
    }
    let host = try shop.start(killedAt: nil, requests: [])
    _ = try host.line { $0.contains(#""kind":"ready""#) }
    let incidents = try #require(try shop.asked("incidents", "list").array)
    #expect(incidents.count == 1 && incidents[0]["state"] == "awaiting-approval", "\(incidents)")
    let patch = try #require(
      try shop.asked("patches", "list").array?.first { $0["verdict"] == "accepted" }?["id"]?.text)
    // Payment needs two people, and nobody counts twice.
    #expect(try shop.asked("patches", "approve", patch, "--by", "ada")["answer"] == "approve")
    #expect(try shop.asked("patches", "approve", patch, "--by", "ada")["answer"] == "approve")
    #expect(try #require(try shop.asked("incidents", "list").array)[0]["state"] == "awaiting-approval")
    #expect(try shop.asked("patches", "approve", patch, "--by", "grace")["answer"] == "approve")
    try waitUntilHealed(shop)
    #expect(throws: (any Error).self) { try shop.asked("patches", "decline", patch, "--by", "ada") }
    #expect(shop.stopLoad() == 0)
    #expect(try host.stop().code == 0)
  }

  @Test func aCourseThatIsHeldSurvivesAKill() throws {
    let shop = try RunningShop(careless: false)
    try shop.say("hold")
    for point in Self.points("waiting") {
      let ending = try shop.start(killedAt: point, requests: [Self.coupon]).ending()
      #expect(ending.signal == SIGKILL, "killed at \(point)")
    }
    try shop.say("resume")
    try endsHealed(shop)
  }

  private func endsHealed(_ shop: RunningShop) throws {
    let host = try shop.start(killedAt: nil, requests: [])
    _ = try host.line { $0.contains("healed") || $0.contains(#""kind":"ready""#) }
    try waitUntilHealed(shop)
    #expect(shop.stopLoad() == 0, "requests lost")
    let patches = try #require(try shop.asked("patches", "list").array)
    let promoted = patches.filter { $0["rollout"] == "promoted" }
    #expect(promoted.count == 1)
    let source = try shop.source("shop/checkout.py").split(separator: "\n")
    let diff = try #require(promoted.first?["diff"]?.text).split(separator: "\n")
    let added = diff.filter { $0.hasPrefix("+") && !$0.hasPrefix("+++") }.map { $0.dropFirst() }
    let removed = diff.filter { $0.hasPrefix("-") && !$0.hasPrefix("---") }.map { $0.dropFirst() }
    // Which patch it is may differ from run to run; one of its lines may have stood there before.
    let before = try Files.text("\(Built.root)/examples/shop/service/shop/checkout.py").split(separator: "\n")
    for line in Set(added) {
      let once = [before, added].joined().filter { $0 == line }.count - removed.filter { $0 == line }.count
      #expect(source.filter { $0 == line }.count == once, "applied once: \(line)")
    }
    #expect(try shop.keepers() == 1)
    #expect(try host.stop().code == 0)
    #expect(try shop.keepers() == 0)
  }

  /// The outcome may have been stored before this host was started.
  private func waitUntilHealed(_ shop: RunningShop) throws {
    let end = ContinuousClock.now + .seconds(90)
    while true {
      let incidents = try #require(try shop.asked("incidents", "list").array)
      if incidents.allSatisfy({ $0["outcome"] == "healed" }) { return }
      try #require(ContinuousClock.now < end, "\(incidents)")
      usleep(200_000)
    }
  }
}
