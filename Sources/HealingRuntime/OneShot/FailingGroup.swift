import Digest
import Healing
import LanguageKit
import TraceGrammar

/// Failing tests that look like one trouble: the same class of exception from the same place.
struct FailingGroup: Sendable {
  var tests: [String]
  var trace: String
  var exception: ThrownException?

  /// Groups the failures of a test run, the largest group first.
  static func groups(of report: TestReport, _ parser: TraceParser) -> [FailingGroup] {
    var groups: [(key: String, group: FailingGroup)] = []
    for failure in report.failed {
      let exception = parser.exceptions(in: failure.message).last
      let frame = exception?.frames.first
      let key = exception.map { "\($0.type) \(frame?.file ?? "") \(frame?.line ?? 0)" } ?? failure.test
      let name = failure.test == TestReport.command ? [] : [failure.test]
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].group.tests += name
      } else {
        groups.append((key, FailingGroup(tests: name, trace: failure.message, exception: exception)))
      }
    }
    // A stable order: of groups of the same size the first that failed comes first.
    return groups.enumerated().sorted {
      ($1.element.group.tests.count, $0.offset) < ($0.element.group.tests.count, $1.offset)
    }
    .map(\.element.group)
  }

  /// All failures as if they had one cause, which the first group shows; nil where they are one group anyway, or too many
  /// to be of one cause.
  static func together(_ groups: [FailingGroup]) -> FailingGroup? {
    guard groups.count > 1, groups.count <= 8, groups.allSatisfy({ !$0.tests.isEmpty }) else { return nil }
    // A crash shows its place, which a wrong result does not.
    var whole = groups.first { $0.exception.map { !$0.type.hasSuffix("AssertionError") } ?? false } ?? groups[0]
    whole.tests = groups.flatMap(\.tests)
    return whole
  }

  /// The group as an event of a service.
  func event(of service: ServiceDescription) -> Event {
    var event = Event(
      id: String(SHA256.hex(of: trace).prefix(24)), at: Timestamp(nanoseconds: 1), service: service.name,
      source: "tests",
      signal: .error, severity: .error, message: exception.map { "\($0.type): \($0.message)" } ?? "a test failed")
    event.type = exception?.type
    event.trace = trace
    event.attributes = ["failing_tests": .array(tests.map { .string($0) })]
    return event
  }

  /// The incident of the group, as it would be in a running service.
  func incident(of service: ServiceDescription, _ event: Event) -> Incident {
    Incident(
      id: event.id, parent: event.id, at: event.at, service: service.name, language: service.language,
      fingerprint: event.id,
      title: String(event.message.prefix { $0 != "\n" }.prefix(200)), type: event.type, firstSeen: event.at,
      lastSeen: event.at,
      count: max(1, tests.count), frames: exception?.frames ?? [], events: [event.id])
  }
}
