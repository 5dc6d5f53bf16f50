import Healing
import HealingTesting
import Learning
import Orchestration
import Policy
import Testing

/// The course, drawn: each line is fed with the inputs that it shows, and compared with where the course really went.
@Suite struct CourseTests {
  @Test(arguments: [
    // The whole way.
    """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(1)--> verifying(1/1) --accepted--> preparing
      --prepared--> switching --switched--> watching --healed--> promoting --promoted--> ended(healed)
    """,
    // Candidates are tried one by one, then the next patcher's.
    """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2) --lost--> verifying(2/2)
      --lost(remembered)--> proposing(2) --candidates(0)--> proposing(3) --candidates(1)--> verifying(1/1)
      --accepted--> preparing
    """,
    // Nothing found.
    """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(1)--> verifying(1/1) --lost--> proposing(2)
      --exhausted--> ended(rejected)
    """,
    "opened --admitted--> analyzing --diagnosed--> proposing --exhausted--> ended(rejected)",
    """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(1)--> verifying(1/1) --lost(inconclusive)-->
      proposing(2) --exhausted--> ended(inconclusive)
    """,
    // Nothing can be found.
    "opened --admitted--> analyzing --undiagnosed--> ended(inconclusive)",
    "opened --admitted--> analyzing --diagnosed(stale-source)--> ended(inconclusive)",
    """
    opened --admitted--> analyzing --diagnosed--> proposing --candidates(3)--> verifying(1/3) --lost(not-reproduced)-->
      ended(inconclusive)
    """,
    // The front door.
    "opened --refused--> ended(quarantined) --reopened(changed)--> opened",
    "opened --busy--> waiting(backing-off) --resumed--> opened --admitted--> analyzing",
  ])
  func goesTheWay(_ text: String) {
    var drawing = CourseDrawing()
    #expect(drawing.draw(text) == line(text))
  }

  private static let accepted =
    "opened --admitted--> analyzing --diagnosed--> proposing --candidates(1)--> verifying(1/1)"

  @Test(arguments: [
    // Mode propose ends at a proven patch; a person takes it further, or does not.
    "--accepted(propose)--> ended(proposed) --approved--> preparing",
    "--accepted(propose)--> ended(proposed) --declined--> ended(rejected)",
    "--accepted(propose)--> ended(proposed) --reopened(changed)--> opened",
    // Some patches need people.
    "--accepted(R3)--> awaiting-approval --approved--> preparing",
    "--accepted(R3)--> awaiting-approval --declined--> ended(rejected)",
    """
    --accepted(R4)--> awaiting-approval --approved(not-enough)--> awaiting-approval --approved--> preparing
      --expired--> awaiting-approval
    """,
    // The kill switch is looked at before every side effect.
    """
    --held--> waiting(held) --resumed--> verifying(1/1) --accepted--> preparing --held--> waiting(held) --resumed-->
      preparing --prepared--> switching --held--> waiting(held) --resumed--> switching --switched--> watching --healed-->
      promoting --held--> waiting(held) --resumed--> promoting --promoted--> ended(healed)
    """,
  ])
  func asksBeforeItActs(_ text: String) {
    var drawing = CourseDrawing()
    let whole = Self.accepted + " " + text
    #expect(drawing.draw(whole) == line(whole))
  }

  @Test(arguments: [
    // The watch takes it back, and the incident comes to the front door again.
    "--regressed--> rolling-back --rolled-back--> ended(rolled-back) --reopened--> opened",
    "--regressed--> rolling-back --held--> waiting(held) --resumed--> rolling-back --rolled-back--> ended(rolled-back)",
    // Nothing shown at the longest wait: it stays, until the error is back.
    """
    --unproven--> ended(inconclusive) --reopened--> rolling-back --rolled-back--> ended(rolled-back) --reopened-->
      opened
    """,
    // It could not be promoted: what runs must be what stands on disk.
    "--healed--> promoting --failed(denied)--> rolling-back --rolled-back--> ended(abandoned)",
    // The keeper took it back while the host was away.
    "--rolled-back--> ended(abandoned)",
    "--healed--> promoting --rolled-back--> ended(abandoned)",
  ])
  func takesBack(_ text: String) {
    var drawing = CourseDrawing()
    let whole = Self.accepted + " --accepted--> preparing --prepared--> switching --switched--> watching " + text
    #expect(drawing.draw(whole) == line(whole))
  }

  @Test(arguments: [
    "opened --admitted--> analyzing --failed--> ended(abandoned)",
    "opened --admitted--> analyzing --diagnosed--> proposing --failed(timeout)--> ended(abandoned)",
    accepted + " --failed--> ended(abandoned)",
    accepted + " --accepted--> preparing --failed(crashed)--> ended(abandoned)",
    accepted + " --accepted--> preparing --failed(failed)--> ended(rejected)",
    accepted
      + " --accepted--> preparing --prepared--> switching --failed--> rolling-back --rolled-back--> ended(abandoned)",
  ])
  func aFailedStageEndsTheAttempt(_ text: String) {
    var drawing = CourseDrawing()
    #expect(drawing.draw(text) == line(text))
  }
}
