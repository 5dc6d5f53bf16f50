import Healing
public import Orchestration
import Policy
import Watch

/// Runs a course along a drawn line and draws where it really went:
///
///     opened --admitted--> analyzing --diagnosed--> proposing --candidates(2)--> verifying(1/2)
///
/// The inputs are taken from the text, the states from the course, so a test compares the result with its own text.
public struct CourseDrawing {
  /// The course after the last input.
  public private(set) var course: Course
  /// All transitions, in order.
  public private(set) var transitions: [Course.Transition] = []
  private var now = Timestamp(nanoseconds: 1_000_000_000_000)

  /// Begins with a course; a new one unless the test has another.
  public init(from course: Course = Course(Sample.incident())) { self.course = course }

  /// Feeds the inputs of `line` and returns it as it really went, with single blanks.
  public mutating func draw(_ line: String) -> String {
    var drawn = "\(course.state)"
    for word in line.split(whereSeparator: \.isWhitespace) where word.hasPrefix("--") {
      let input = String(word.dropFirst(2).prefix(while: { $0 != ">" }).dropLast(2))
      now = now + .seconds(1)
      transitions.append(course.receive(input: input, at: now))
      drawn += " --\(input)--> \(course.state)"
    }
    return drawn
  }
}

/// A drawn line with single blanks, as a drawing gives it.
public func line(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

extension Course {
  fileprivate mutating func receive(input: String, at now: Timestamp) -> Transition {
    let parts = input.split(separator: "(")
    let argument = parts.count > 1 ? String(parts[1].dropLast()) : ""
    guard let input = self.input(String(parts[0]), argument) else {
      preconditionFailure("the drawing has an unknown input: \(input)")
    }
    return receive(input, at: now)
  }

  private func input(_ word: String, _ argument: String) -> Input? {
    switch word {
    case "admitted": .admitted(tree: Sample.tree)
    case "refused": .refused("three attempts failed")
    case "diagnosed": .diagnosed(Sample.diagnosis(category: argument.isEmpty ? "missing-key" : argument))
    case "undiagnosed": .undiagnosed("no analyzer knows it")
    case "candidates": Int(argument).map { count in .candidates((0..<count).map { Sample.patch($0 + 1) }) }
    case "exhausted": .exhausted
    case "lost": loss(argument).map(Input.lost)
    case "accepted": accepted(argument)
    case "approved": .approved(approval, enough: argument != "not-enough")
    case "declined": .declined(by: "ada", "I know better")
    case "expired": .expired
    case "prepared": .prepared(Sample.rollout(.prepared))
    case "switched": .switched(Sample.rollout(.switched), Sample.vigil)
    case "healed": .found(.healed("none of 30"))
    case "regressed": finding.map(Input.found)
    case "unproven": .found(.inconclusive("unproven"))
    case "promoted": .promoted(Sample.rollout(.promoted))
    case "rolled-back": .rolledBack(Sample.rollout(.rolledBack))
    case "failed": failure(argument)
    case "held": .postponed(.held("an operator said so"))
    case "busy": .postponed(.backingOff("busy", until: nil))
    case "resumed": .resumed
    case "reopened": .reopened(changed: argument == "changed")
    default: nil
    }
  }

  private var approval: Approval { Approval(patchHash: "hash-p1", base: Sample.tree, by: "ada", at: .unknown) }

  private func loss(_ argument: String) -> Loss? {
    guard case .verifying(let trial) = state else { return nil }
    let patch = trial.candidate
    switch argument {
    case "remembered": return Loss(patch, .remembered, "it was rolled back before")
    case "refused": return Loss(patch, .refused, "it edits a test")
    case "inconclusive", "not-reproduced":
      return Loss(patch, .inconclusive, argument, verdict: Sample.verdict(on: patch, .inconclusive, reason: argument))
    default:
      return Loss(patch, .rejected, "regression", verdict: Sample.verdict(on: patch, .rejected, reason: "regression"))
    }
  }

  private func accepted(_ argument: String) -> Input? {
    guard case .verifying(let trial) = state else { return nil }
    switch argument {
    case "propose": return .accepted(Sample.accepted(trial.candidate), .propose("mode propose"))
    case "R3": return .accepted(Sample.accepted(trial.candidate, risk: .r3), .approval(people: 1, "R3"))
    case "R4": return .accepted(Sample.accepted(trial.candidate, risk: .r4), .approval(people: 2, "R4"))
    default: return .accepted(Sample.accepted(trial.candidate), .go)
    }
  }

  /// As a real watch finds it: a regression cannot be made by hand.
  private var finding: Finding? {
    var probation = Probation(baseline: Sample.vigil.baseline, patchedPlaces: [], limit: .seconds(60))
    return probation.observe(.exited("status 1"))
  }

  private func failure(_ argument: String) -> Input? {
    guard let kind = StageFailure.Kind(rawValue: argument.isEmpty ? "crashed" : argument) else { return nil }
    let begun: Rollout? =
      switch state {
      case .switching(_, let rollout), .promoting(_, let rollout): rollout
      default: nil
      }
    return .failed(Sample.failure(kind), begun)
  }
}
