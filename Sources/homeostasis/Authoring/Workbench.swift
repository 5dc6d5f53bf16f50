import Healing
import PluginCheck
import PluginHost
import SystemCalls

/// Builds, loads and tries a plugin again and again, and remembers what the last generation said.
actor Workbench {
  private let source: PluginSource
  /// What is granted beyond what the descriptor needs; nil: nothing.
  private let grants: String?
  private let worker = WorkerThread(name: "build")
  private var count = 0
  private var last: (generation: Int, answers: [String: JSONValue])?

  init(_ source: PluginSource, grants: String?) {
    self.source = source
    self.grants = grants
  }

  /// The next generation. Nothing is thrown: what does not work is a generation, too.
  func next(stop: @escaping @Sendable () -> Bool) async -> DevelopedGeneration {
    count += 1
    var made = DevelopedGeneration(count)
    let started = ContinuousClock.now
    let built = await worker.run { [source] in Result { () throws(BuildFailure) in try source.build(stop: stop) } }
    made.buildMs = (ContinuousClock.now - started) / .milliseconds(1)
    switch built {
    case .failure(let failure): (made.standing, made.output) = (.notBuilt, failure.description)
    case .success(let plugin):
      made.output = plugin.output
      await load(plugin.library, into: &made)
    }
    return made
  }

  private func load(_ library: String, into made: inout DevelopedGeneration) async {
    let started = ContinuousClock.now
    var answers: [String: JSONValue] = [:]
    made.last = last?.generation
    var tried = TriedPlugin(library)
    tried.grants = grants
    do throws(StageFailure) {
      for recording in try recordings() {
        let replayed = try await tried.replay(
          RecordedIncident(text: Self.text(recording.incident)), from: recording.incident)
        (made.plugin, made.version, made.kind) = (
          replayed.plugin.id, replayed.plugin.version, replayed.plugin.kind
        )
        made.hash = replayed.hash
        let name = name(of: recording.incident)
        answers[name] = replayed.answer
        made.replies.append(try reply(name, recording, replayed.answer))
      }
      made.replayMs = (ContinuousClock.now - started) / .milliseconds(1)
      if made.replies.contains(where: { $0.expected == false }) { made.standing = .different }
      last = (made.generation, answers)
    } catch {
      (made.standing, made.error) = (.notLoaded, error.description)
    }
  }

  private func recordings() throws(StageFailure) -> [Recording] {
    do throws(SystemError) { return try source.recordings() } catch {
      throw StageFailure(.failed, code: "dev.recordings", place: source.folder, message: "\(error)")
    }
  }

  private func reply(
    _ name: String, _ recording: Recording, _ answer: JSONValue
  ) throws(StageFailure) -> DevelopedGeneration.Reply {
    let before = last?.answers[name]
    let expected: JSONValue? =
      if let file = recording.expected { try Self.json(Self.text(file), file) } else { nil }
    // What is expected counts; where it says that, a change since the last generation does.
    let other = [expected, before].compactMap { $0 }.first { $0 != answer }
    return DevelopedGeneration.Reply(
      incident: name, answer: answer, expected: expected.map { $0 == answer },
      difference: try other.map { old throws(StageFailure) in
        LineDifference(old: try Self.pretty(old), new: try Self.pretty(answer)).text
      }, changed: before.map { $0 != answer })
  }

  private func name(of file: String) -> String {
    file.hasPrefix(source.folder + "/") ? String(file.dropFirst(source.folder.count + 1)) : Files.name(of: file)
  }

  private static func text(_ path: String) throws(StageFailure) -> String {
    do throws(SystemError) { return try Files.text(path) } catch {
      throw StageFailure(.failed, code: "dev.recording", place: path, message: "\(error)")
    }
  }

  private static func json(_ text: String, _ path: String) throws(StageFailure) -> JSONValue {
    do { return try JSON.decode(from: text) } catch {
      throw StageFailure(.invalid, code: "dev.recording", place: path, message: "it is not JSON: \(error)")
    }
  }

  private static func pretty(_ value: JSONValue) throws(StageFailure) -> String {
    do { return try JSON.text(value, pretty: true) } catch {
      throw StageFailure(.failed, code: "dev.answer", place: "", message: "\(error)")
    }
  }
}
