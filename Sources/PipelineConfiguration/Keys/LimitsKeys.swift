import Healing
import YAMLDocument

/// The keys under `limits`. Everything an operator leaves out keeps its standard value, down to the single number.
enum LimitsKeys {
  static let rolloutsAtOnce = scope(
    "rollouts_at_once", service: 1, host: 2, "Rollouts under way at the same time.")
  static let patchesPerDay = scope(
    "patches_per_day", service: 3, host: 10, "Patches put into service on one day.")
  static let backoff = waits(
    "backoff", first: 10, longest: 300, "The waits between attempts at one incident; each is twice the one before.")
  static let rollbacksBeforeBreaker = rate(
    "rollbacks_before_breaker", 2, hours: 6,
    "So many rollbacks of one service, and it gets no patch until the time has passed.")
  static let attemptsBeforeQuarantine = rate(
    "attempts_before_quarantine", 3, upTo: 16, hours: 24,
    "So many failed attempts at one incident, and it is not tried again until its source changes.")
  static let failingTogether = rate(
    "services_failing_together", 3, hours: 1.0 / 60,
    "So many services failing together have one cause outside of them: nothing is patched.")
  static let healsBeforeBug = rate(
    "heals_before_bug", 3, hours: 168,
    "So many heals of the same trouble show that patches do not cure it: it is left to people.")
  static let approvalExpires = time(
    "approval_expires", seconds: 1800, "How long a person's approval of a patch is valid.")

  static let all: [any SectionKey] = [
    rolloutsAtOnce, patchesPerDay, backoff, rollbacksBeforeBreaker, attemptsBeforeQuarantine, failingTogether,
    healsBeforeBug, approvalExpires,
  ]

  static let shape = Shape<Limits>.section("limits", keys: all) { section in
    Limits(
      rolloutsAtOnce: section.value(rolloutsAtOnce), patchesPerDay: section.value(patchesPerDay),
      backoff: section.value(backoff), rollbacksBeforeBreaker: section.value(rollbacksBeforeBreaker),
      attemptsBeforeQuarantine: section.value(attemptsBeforeQuarantine),
      failingTogether: section.value(failingTogether), healsBeforeBug: section.value(healsBeforeBug),
      approvalExpires: section.value(approvalExpires))
  }

  /// All limits as they are where nothing is said.
  static let standard = Limits(
    rolloutsAtOnce: rolloutsAtOnce.standard, patchesPerDay: patchesPerDay.standard, backoff: backoff.standard,
    rollbacksBeforeBreaker: rollbacksBeforeBreaker.standard,
    attemptsBeforeQuarantine: attemptsBeforeQuarantine.standard, failingTogether: failingTogether.standard,
    healsBeforeBug: healsBeforeBug.standard, approvalExpires: approvalExpires.standard)

  private static func scope(_ name: String, service: Int, host: Int, _ meaning: String) -> Key<Limits.Scope> {
    let one = number("service", service, 0...1000, "For each service.")
    let all = number("host", host, 0...1000, "For all services together.")
    let shape = Shape<Limits.Scope>.section("two numbers", keys: [one, all]) {
      .init(service: $0.value(one), host: $0.value(all))
    }
    let written: JSONValue = ["service": .integer(Int64(service)), "host": .integer(Int64(host))]
    return Key(name, shape, meaning, absence: .means(.init(service: service, host: host), written: written))
  }

  /// A count within a time; the count alone keeps the time.
  private static func rate(_ name: String, _ count: Int, upTo most: Int = 1000, hours: Double, _ meaning: String)
    -> Key<Limits.Rate>
  {
    let many = number("count", count, 1...most, "How many.")
    let within = time("within", seconds: Int(hours * 3600), "Within which time.")
    let long = Shape<Limits.Rate>.section("a number and a time", keys: [many, within]) {
      .init(count: $0.value(many), within: $0.value(within))
    }
    let shape = Shape<Limits.Rate>(schema: ["anyOf": [many.shape.schema, long.schema]]) { node, path, reading in
      if node.entries != nil { return long.read(node, path, reading) }
      return many.shape.read(node, path, reading).map { .init(count: $0, within: within.standard) }
    }
    let written: JSONValue = [
      "count": .integer(Int64(count)), "within": .string(DurationText.written(within.standard)),
    ]
    return Key(name, shape, meaning, absence: .means(.init(count: count, within: within.standard), written: written))
  }

  private static func waits(_ name: String, first: Int, longest: Int, _ meaning: String) -> Key<Limits.Backoff> {
    let first = time("first", seconds: first, "The wait after the first failed attempt.")
    let longest = time("longest", seconds: longest, "No wait is longer.")
    let shape = Shape<Limits.Backoff>.section("two waits", keys: [first, longest]) { section in
      let waits = Limits.Backoff(first: section.value(first), longest: section.value(longest))
      if waits.first > waits.longest {
        let blamed = section.gives(first) ? first.name : longest.name
        section.reading.wrong(section.path + [blamed], "the first wait must not be longer than the longest")
      }
      return waits
    }
    let written: JSONValue = [
      "first": .string(DurationText.written(first.standard)),
      "longest": .string(DurationText.written(longest.standard)),
    ]
    let standard = Limits.Backoff(first: first.standard, longest: longest.standard)
    return Key(name, shape, meaning, absence: .means(standard, written: written))
  }

  private static func number(_ name: String, _ value: Int, _ range: ClosedRange<Int>, _ meaning: String) -> Key<Int> {
    Key(name, .integer(range), meaning, absence: .means(value, written: .integer(Int64(value))))
  }

  private static func time(_ name: String, seconds: Int, _ meaning: String) -> Key<Duration> {
    let value = Duration.seconds(seconds)
    return Key(name, .duration, meaning, absence: .means(value, written: .string(DurationText.written(value))))
  }
}
