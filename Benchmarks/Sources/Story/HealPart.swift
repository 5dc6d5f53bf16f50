import Glibc
import Healing
import SystemCalls

/// From an error line to a patched, healed service: what the demo's own record says of its first act.
struct HealPart: Part {
  static let name = "heal"
  private let place: BenchPlace

  init(_ place: BenchPlace) { self.place = place }

  func run() async throws -> [Figure] {
    let worker = WorkerThread(name: "demo")
    let program = try place.product("homeostasis")
    let result = try await worker.run {
      Result { () throws(SystemError) in
        var environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "NO_COLOR": "1"]
        if let temporary = getenv("TMPDIR") { environment["TMPDIR"] = String(cString: temporary) }
        var command = Command(SpawnRequest(program, ["demo", "--ci", "--output", "json"], environment: environment))
        command.wallLimit = .seconds(240)
        return try command.run()
      }
    }.get()
    let record = try Self.record(result)
    if !result.succeeded { Console.progress("heal: the demo does not hold: \(result.errorText)") }
    return try figures(record, holds: result.succeeded)
  }

  /// The last line is the record.
  private static func record(_ result: Command.Result) throws -> JSONValue {
    guard let line = result.text.split(separator: "\n").last, line.hasPrefix("{") else {
      throw BenchFailure("the demo failed: \(result.errorText.suffix(2_000))")
    }
    return try JSON.decode(from: String(line))
  }

  private func figures(_ record: JSONValue, holds: Bool) throws -> [Figure] {
    func seconds(_ part: String) throws -> Double {
      guard let value = record["parts"]?[part]?.double else { throw BenchFailure("the demo's record has no \(part)") }
      return value
    }
    let (detect, decide, switchOver) = (try seconds("detect"), try seconds("decide"), try seconds("switch_over"))
    return [
      Figure("heal.detect", detect, "s"), Figure("heal.decide", decide, "s"), Figure("heal.test", try seconds("test"), "s"),
      Figure("heal.test-processes", try seconds("test_processes"), "processes"),
      Figure("heal.start", try seconds("start"), "s"), Figure("heal.switch", switchOver, "s"),
      Figure("heal.detect-decide-switch", detect + decide + switchOver, "s", peer: "limit", 1),
      Figure("heal.serving", try seconds("serving"), "s", peer: "limit", 10),
      Figure("heal.healed", try seconds("healed"), "s"),
      Figure("heal.lost", record["lost"]?.double ?? .nan, "requests", peer: "limit", 0),
    ]
  }
}
