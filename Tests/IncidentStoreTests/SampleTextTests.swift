import Healing
import Testing

@testable import IncidentStore

@Suite struct SampleTextTests {
  private static let hostile = "\"quoted\" \\ back\u{0}\u{1}\u{1f}\n\t\r \u{2028}é日本🜚"

  private func everything() -> ClassifiedEvent {
    var event = Event(
      id: Self.hostile, at: Timestamp(nanoseconds: .max), service: "shop", source: "log", signal: .metric,
      severity: .fatal, message: Self.hostile)
    event.value = -1.5e-300
    event.unit = "ms"
    event.type = "KeyError"
    event.trace = Self.hostile
    event.request = "00-abc"
    event.generation = .min
    event.pid = 7
    event.locals = [["frame": 0, "name": "cart", "value": nil], true, false]
    event.attributes = [Self.hostile: [1, 2.5, "x", [:], []], "snakeCase_and_camelCase": ["aKey": 0.1]]
    let frame = StackFrame(file: "a.py", line: 3, symbol: "f", module: "m", source: Self.hostile, project: true)
    return ClassifiedEvent(
      event: event, language: "python", fingerprint: "f", title: Self.hostile, exceptionType: "KeyError",
      frames: [frame, StackFrame(file: "b.py", line: 4)],
      exceptions: [
        ThrownException(type: "KeyError", message: Self.hostile, frames: [frame]),
        ThrownException(type: "ValueError", message: "", frames: []),
      ])
  }

  @Test func everythingComesBack() throws {
    let sample = everything()
    #expect(try JSON.decode(ClassifiedEvent.self, from: SampleText.text(of: sample)) == sample)
    #expect(try JSON.decode([StackFrame].self, from: SampleText.text(of: sample.frames)) == sample.frames)
    #expect(SampleText.text(of: []) == "[]")
  }

  @Test func whatIsMissingComesBackAsMissing() throws {
    let event = Event(
      id: "", at: .unknown, service: "", source: "", signal: .log, severity: .info, message: "")
    let sample = ClassifiedEvent(event: event, fingerprint: "", title: "")
    #expect(try JSON.decode(ClassifiedEvent.self, from: SampleText.text(of: sample)) == sample)
  }

  /// Every field is filled above and compared; one that is new is neither, and would be lost.
  @Test func noFieldIsForgotten() {
    #expect(Mirror(reflecting: everything()).children.count == 7)
    #expect(Mirror(reflecting: everything().event).children.count == 16)
    #expect(Mirror(reflecting: everything().frames[0]).children.count == 6)
    #expect(Mirror(reflecting: everything().exceptions[0]).children.count == 3)
  }
}
