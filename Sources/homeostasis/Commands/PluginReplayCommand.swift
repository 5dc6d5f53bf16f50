import Healing
import PluginCheck
import SystemCalls

extension Commands {
  static let pluginReplay = CommandDescription(
    name: "replay", summary: "give recorded incidents to a plugin, and show or compare what it says",
    operands: "LIBRARY INCIDENT|FOLDER",
    options: [
      OptionDescription(name: "--expect", value: "FILE", summary: "fail unless it says what this file has"),
      TriedPlugin.grantsOption, TriedPlugin.sourceOption,
    ],
    examples: [
      "homeostasis plugin replay analyzer.so incident.json > expected.json",
      "homeostasis plugin replay analyzer.so incident.json --expect expected.json",
      "homeostasis plugin replay analyzer.so .     # all below incidents/, against the expected.json beside each",
    ]
  ) { invocation throws(CommandFailure) in
    guard invocation.operands.count == 2 else {
      throw CommandFailure(
        .usage, "homeostasis plugin replay: expected a library, and a recorded incident or a folder of them")
    }
    let (plugin, place) = (TriedPlugin(invocation.operands[0], invocation), invocation.operands[1])
    if Files.isFolder(place) {
      guard invocation["--expect"] == nil else {
        throw CommandFailure(.usage, "homeostasis plugin replay: --expect is for one incident and not for a folder")
      }
      return try await replayAll(plugin, in: place)
    }
    let said = try await replay(plugin, incident: place)
    guard let path = invocation["--expect"] else {
      Terminal.out(try pretty(said))
      return .done
    }
    guard try isExpected(said, path) else {
      throw CommandFailure(.failed, "it says something else than \(path) (- expected, + said)")
    }
    return .done
  }

  private static func replayAll(_ plugin: TriedPlugin, in folder: String) async throws(CommandFailure) -> ExitCode {
    let recordings: [Recording]
    do throws(SystemError) { recordings = try Recording.all(in: folder).filter { $0.expected != nil } } catch {
      throw CommandFailure(error, doing: "\(folder) cannot be read")
    }
    if recordings.isEmpty {
      throw CommandFailure(
        .notFound,
        "\(folder) has no incident.json with an expected.json, nor have the folders below \(folder)/incidents")
    }
    var others: [String] = []
    for recording in recordings {
      let said = try await replay(plugin, incident: recording.incident)
      if let expected = recording.expected, try !isExpected(said, expected) { others.append(expected) }
    }
    if others.isEmpty { return .done }
    throw CommandFailure(
      .failed, "it says something else than \(others.joined(separator: ", ")) (- expected, + said)")
  }

  /// Compares, and tells what came of it.
  private static func isExpected(_ said: JSONValue, _ path: String) throws(CommandFailure) -> Bool {
    let expected = try readJSON(path)
    if expected == said {
      Terminal.line("it says what \(path) has")
    } else {
      Terminal.out(LineDifference(old: try pretty(expected), new: try pretty(said)).text)
    }
    return expected == said
  }

  /// What the library says to a recorded incident.
  static func replay(_ plugin: TriedPlugin, incident path: String) async throws(CommandFailure) -> JSONValue {
    guard Files.exists(plugin.library) else {
      throw CommandFailure(.notFound, "there is no file \(plugin.library)")
    }
    let text = try readText(path)
    do throws(StageFailure) {
      return try await plugin.replay(RecordedIncident(text: text), from: path).answer
    } catch {
      throw CommandFailure(error)
    }
  }

  static func readJSON(_ path: String) throws(CommandFailure) -> JSONValue {
    let text = try readText(path)
    do { return try JSON.decode(from: text) } catch {
      throw CommandFailure(.failed, "\(path) is not JSON: \(error)")
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
