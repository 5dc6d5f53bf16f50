import Healing
import SystemCalls

/// From an error line to a patched, healed service: what the demo's own record says of its first act.
struct HealPart: Part {
  static let name = "heal"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let (folder, worker) = (try place.folder(Self.name), WorkerThread(name: "demo"))
    return try await worker.run { Result { try figures(play(in: folder)) } }.get()
  }

  /// The record of one play. Blocks.
  private func play(in folder: String) throws -> JSONValue {
    let demo = try MeasuredProgram(place.product("homeostasis"), ["demo", "--ci", "--output", "json"], in: folder)
    defer { demo.end() }
    if try !demo.wait(atMost: .seconds(240)) { throw BenchFailure("the demo did not end within 240 s") }
    // The last line is the record.
    guard let line = try demo.text.split(separator: "\n").last, line.hasPrefix("{") else {
      throw BenchFailure("the demo failed: \(try demo.errorText)")
    }
    if demo.code != 0 { Console.progress("heal: not all that the demo shows holds: \(try demo.errorText)") }
    let record: JSONValue = try JSON.decode(from: String(line))
    if let reason = record["healed_because"]?.text { Console.progress("heal: healed: \(reason)") }
    return record
  }

  private func figures(_ record: JSONValue) throws -> [Figure] {
    func seconds(_ part: String) throws -> Double {
      guard let value = record["parts"]?[part]?.double else { throw BenchFailure("the demo's record has no \(part)") }
      return value
    }
    guard let lost = record["lost"]?.double else { throw BenchFailure("the demo's record does not tell what was lost") }
    let (detect, decide, switchOver) = (try seconds("detect"), try seconds("decide"), try seconds("switch_over"))
    return [
      Figure("heal.detect", detect, "s"), Figure("heal.decide", decide, "s"),
      Figure("heal.test", try seconds("test"), "s"),
      Figure("heal.test-processes", try seconds("test_processes"), "processes"),
      Figure("heal.start", try seconds("start"), "s"), Figure("heal.switch", switchOver, "s"),
      Figure("heal.detect-decide-switch", detect + decide + switchOver, "s", peer: "limit", 1),
      Figure("heal.serving", try seconds("serving"), "s", peer: "limit", 10),
      Figure("heal.healed", try seconds("healed"), "s"),
      Figure("heal.lost", lost, "requests", peer: "limit", 0),
    ]
  }
}
