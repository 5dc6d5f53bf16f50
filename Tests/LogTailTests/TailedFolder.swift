import FoundationEssentials
import Glibc
import Healing
import LogTail
import SystemCalls
import Testing
import TraceGrammar
import YAMLDocument

/// A folder with log files and a tail on them, whose clock is moved by hand.
final class TailedFolder {
  let folder: String
  private(set) var settings: TailSettings
  private var tail: LogTail
  private var moment = Moment(time: Timestamp(nanoseconds: 1_795_514_400_000_000_000), uptime: .seconds(1_000))
  /// What was told, in order, and the last cursor of each stream.
  private(set) var events: [Event] = []
  private(set) var cursors: [String: [UInt8]] = [:]

  init(_ pattern: String = "shop.log", change: (inout TailSettings) -> Void = { _ in }) throws {
    folder = try Files.temporaryFolder("log-tail")
    settings = TailSettings(paths: ["\(folder)/\(pattern)"], service: "shop")
    change(&settings)
    tail = try LogTail(settings, Self.grammars)
  }

  deinit {
    do {
      try Files.remove(folder)
    } catch {
      Issue.record(error, "the folder of the test stays behind")
    }
  }

  static let grammars: [TraceGrammar] = {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let paths = ["python/traces/traceback.yaml", "java/traces/stack-trace.yaml", "javascript/traces/v8.yaml"]
    do {
      return try paths.map { path in
        let document = try YAMLDocument(path: "\(root)/Plugins/Languages/\(path)").checked()
        return try TraceGrammar(document.json, place: path)
      }
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  func path(_ name: String = "shop.log") -> String { "\(folder)/\(name)" }

  /// Appends to a file, as a logger does.
  func write(_ bytes: some Collection<UInt8>, to name: String = "shop.log") throws {
    let file = try OwnedFile(opening: path(name), O_WRONLY | O_APPEND | O_CREAT)
    try file.writeAll(Array(bytes))
  }

  func write(_ text: String, to name: String = "shop.log") throws { try write(text.utf8, to: name) }

  func rename(_ old: String, _ new: String) throws {
    _ = try checked("rename", path(old)) { Glibc.rename(path(old), path(new)) }
  }

  /// Lets time pass, looks, and gives the messages that are new.
  @discardableResult
  func look(after time: Duration = .milliseconds(1)) -> [String] {
    moment.uptime += time
    moment.time = moment.time + time
    var new: [Event] = []
    for batch in tail.look(moment) {
      new += batch.events
      cursors[batch.stream] = batch.cursor
    }
    events += new
    return new.filter { $0.signal != .metric }.map(\.message)
  }

  /// Starts again from what was stored.
  func restart() throws {
    tail = try LogTail(settings, Self.grammars)
    tail.resume(
      cursors.map { Cursor(monitor: "web/log", stream: $0, position: $1, at: moment.time) })
  }

  var warnings: [String] { tail.takeWarnings().values.sorted() }
}
