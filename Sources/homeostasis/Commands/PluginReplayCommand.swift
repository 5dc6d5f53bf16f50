import Healing
import HealingRuntime
import PluginCheck
import SystemCalls

extension Commands {
  static let pluginReplay = CommandDescription(
    name: "replay", summary: "give a recorded incident to a plugin, and show or compare what it says",
    operands: "LIBRARY INCIDENT",
    options: [OptionDescription(name: "--expect", value: "FILE", summary: "fail unless it says what this file has")],
    examples: [
      "homeostasis plugin replay analyzer.so incident.json > expected.json",
      "homeostasis plugin replay analyzer.so incident.json --expect expected.json",
    ]
  ) { invocation throws(CommandFailure) in
    guard invocation.operands.count == 2 else {
      throw CommandFailure(.usage, "homeostasis plugin replay: expected a library and a recorded incident")
    }
    let said = try await replay(invocation.operands[0], incident: invocation.operands[1])
    guard let path = invocation["--expect"] else {
      Terminal.out(try pretty(said))
      return .done
    }
    let expected: JSONValue
    do { expected = try JSON.decode(from: readText(path)) } catch let error as CommandFailure { throw error } catch {
      throw CommandFailure(.failed, "\(path) is not JSON: \(error)")
    }
    if expected == said {
      Terminal.line("it says what \(path) has")
      return .done
    }
    Terminal.out(LineDifference(old: try pretty(expected), new: try pretty(said)).text)
    throw CommandFailure(.failed, "it says something else than \(path) (- expected, + said)")
  }

  /// What the library says to a recorded incident.
  static func replay(_ library: String, incident path: String) async throws(CommandFailure) -> JSONValue {
    guard Files.exists(library) else { throw CommandFailure(.notFound, "there is no file \(library)") }
    let text = try readText(path)
    do throws(StageFailure) {
      let recorded = try RecordedIncident(text: text)
      return try await Replay(library: library, runner: runnerPath()).run(recorded)
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func runnerPath() throws(StageFailure) -> String {
    do throws(SystemError) { return try Installation.current().runner } catch {
      throw StageFailure(.failed, code: "installation", place: "", message: "\(error)")
    }
  }

  static func readText(_ path: String) throws(CommandFailure) -> String {
    guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no file \(path)") }
    do throws(SystemError) { return try Files.text(path) } catch {
      throw CommandFailure(error, doing: "\(path) cannot be read")
    }
  }

  static func pretty(_ value: JSONValue) throws(CommandFailure) -> String {
    do { return try JSON.text(value, pretty: true) + "\n" } catch {
      throw CommandFailure(.failed, "the result cannot be written as JSON: \(error)")
    }
  }
}
