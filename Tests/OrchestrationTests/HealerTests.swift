import Healing
import HealingTesting
import Orchestration
import Policy
import Testing
import Watch

/// The whole way, led by the actor: stages, ledger and clock are a bench's.
@Suite(.timeLimit(.minutes(1))) struct HealerTests {
  private let bench = HealingBench()
  private let incident = Sample.incident()

  private static let healed = """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2) --lost--> verifying(2/2)
      --accepted--> preparing --prepared--> switching --switched--> watching --healed--> promoting --promoted-->
      ended(healed)
    """

  init() { bench.ledger.open(incident) }

  @Test func aServiceIsHealed() async {
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()]), offering: [incident]) { running in
      await running.until("ended(healed)")
    }
    #expect(bench.ledger.drawing(of: "i1") == line(Self.healed))
    #expect(
      bench.recorder.all == [
        "analyzer i1", "patcher", "tester patch 1", "tester patch 2", "prepare", "switch", "promote",
      ])
    #expect(bench.ledger.rows(of: "i1").map(\.state) == [.prepared, .switched, .promoted])
  }

  @Test func observeTriesNothing() async {
    bench.change { $0.mode = .observe }
    let healer = bench.healer(["shop": bench.pipeline(), "cart": bench.pipeline("cart")])
    await RunningHealer.run(healer, offering: [incident]) { running in
      await healer.left("i1")
      #expect(bench.recorder.all.isEmpty)
      // The second incident is healed while the first is still where it was.
      bench.change { $0.mode = .auto }
      let second = Sample.incident("i2", service: "cart")
      bench.ledger.open(second)
      await healer.offer(second)
      await running.until("ended(healed)", of: "i2")
    }
    #expect(bench.recorder.count("analyzer i1") == 0)
  }

  @Test func proposeEndsAtAProvenPatchAndAPersonTakesItFurther() async throws {
    bench.change { $0.mode = .propose }
    let healer = bench.healer(["shop": bench.pipeline()])
    try await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("ended(proposed)")
      #expect(bench.deployer.effects.isEmpty)
      let wrong = Answer.approve(Approval(patchHash: "other", base: Sample.tree, by: "ada", at: bench.alarm.now()))
      try await answer(wrong, false, healer)
      try await answer(.approve(approval(by: "ada")), true, healer)
      await running.until("ended(healed)")
    }
    #expect(bench.deployer.effects == [.prepared, .switched, .promoted])
  }

  @Test func aPatchThatHidesTheErrorNeedsAPerson() async throws {
    let gate = ScriptedGate { .passes(PatchFacts(places: Sample.facts($0).places, lines: 1, suppresses: true)) }
    let healer = bench.healer(["shop": bench.pipeline()], gate: gate)
    try await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("awaiting-approval")
      try await answer(.decline(by: "ada", "it hides the error"), true, healer)
      await running.until("ended(rejected)")
      try await answer(.approve(approval(by: "ada")), false, healer)
    }
    #expect(bench.deployer.effects.isEmpty)
  }

  @Test func paymentNeedsTwoPeople() async throws {
    let gate = ScriptedGate { _ in
      .passes(PatchFacts(places: [Location(file: "shop/payment.py", line: 1, score: 1)], lines: 1, suppresses: false))
    }
    let healer = bench.healer(["shop": bench.pipeline()], gate: gate)
    try await RunningHealer.run(healer, offering: [incident]) { running in
      await running.until("awaiting-approval")
      try await answer(.approve(approval(by: "ada")), true, healer)
      await running.until("awaiting-approval")
      try await answer(.approve(approval(by: "ada")), true, healer)
      await running.until("awaiting-approval")
      try await answer(.approve(approval(by: "grace")), true, healer)
      await running.until("preparing")
      await running.until("ended(healed)")
    }
  }

  @Test func theGateIsAskedBeforeAnythingRuns() async {
    let gate = ScriptedGate { $0.title == "patch 1" ? .refuses("it edits a test") : .passes(Sample.facts($0)) }
    await RunningHealer.run(bench.healer(["shop": bench.pipeline()], gate: gate), offering: [incident]) { running in
      await running.until("ended(healed)")
    }
    #expect(bench.recorder.count("tester patch 1") == 0)
  }

  private func answer(_ answer: Answer, _ counts: Bool, _ healer: Healer) async throws {
    let decision = try await healer.answer(answer, to: "i1")
    #expect((decision == .allowed) == counts)
  }

  private func approval(by person: String) -> Approval {
    Approval(patchHash: "hash-\(patchID)", base: Sample.tree, by: person, at: bench.alarm.now())
  }

  /// The host's own id of the second candidate.
  private var patchID: String { "i1-1-p1.2" }
}
