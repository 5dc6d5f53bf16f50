public import CHomeostasisPlugin
import Glibc
import Healing
import HomeostasisSDK
import LogTail
import Patterns
import SystemCalls
import TraceGrammar

/// Tails the log files of a service: whole records, with their traces, as events.
struct LogMonitor: MonitorStage {
  static let descriptor = StageDescriptor(
    id: "org.homeostasis.log", version: "0.1.0", summary: "errors and request counts from log files",
    settings: """
      {"type": "object", "additionalProperties": false,
       "properties": {
         "paths": {"type": "array", "items": {"type": "string", "format": "path"},
                   "description": "files, or globs of them, relative to the configuration; default: what the service is configured to write"},
         "from": {"type": "string", "enum": ["beginning", "end"], "default": "beginning",
                  "description": "where to start in a file that was never read"},
         "requests": {"type": "string",
                      "description": "finds requests in lines: a pattern with groups method, path, status, and ms or seconds"}}}
      """,
    needs: [.pack])

  private let host: StageHost
  private let settings: JSONValue
  private let requests: Pattern?
  private var cursors: [Cursor] = []
  private var tail: LogTail?
  /// Read, and not yet taken by the host.
  private var unsent: [TailBatch] = []

  init(settings: JSONValue, host: StageHost) throws(StageFailure) {
    self.host = host
    self.settings = settings
    do throws(PatternFailure) {
      if let text = settings["requests"]?.text { requests = try Pattern(text) } else { requests = nil }
    } catch {
      throw StageFailure(.invalid, code: "config.pattern", place: "/requests", message: "\(error)")
    }
  }

  mutating func resume(_ cursors: [Cursor], _ call: StageCall) throws(StageFailure) { self.cursors = cursors }

  mutating func start(_ call: StageCall) throws(StageFailure) {
    var wanted = TailSettings(
      paths: (settings["paths"]?.array ?? []).compactMap(\.text), service: call.service.name, requests: requests)
    if settings["from"]?.text == "end" { wanted.from = .end }
    let grammars = try traceGrammars(of: call.service.language)
    do throws(SystemError) { tail = try LogTail(wanted, grammars) } catch {
      throw StageFailure(.failed, code: "log.watch", place: call.service.name, message: "\(error)")
    }
    tail?.resume(cursors)
    // Started again after a drain: another generation may have handed these over since, and the cursors say so.
    unsent = []
  }

  mutating func poll(_ call: StageCall) throws(StageFailure) {
    guard let tail else {
      throw StageFailure(.invalid, code: "host.order", place: "poll", message: "poll came before start")
    }
    if unsent.isEmpty {
      // A look takes time too, and the call has a deadline.
      tail.wait(atMost: (call.timeLeft ?? .seconds(1)) - .milliseconds(50))
      unsent = tail.look(.now())
    }
    for (path, warning) in tail.takeWarnings() {
      host.log(.warning, "a log is not read as it should", ["path": path, "reason": warning])
    }
    try handOver(call)
  }

  /// The tail has moved on: what the host has no room for stays here, and no more is read until the host has it.
  private mutating func handOver(_ call: StageCall) throws(StageFailure) {
    while let batch = unsent.first, !call.isStopped {
      do throws(StageFailure) {
        try call.emit(batch.events, stream: batch.stream, cursor: batch.cursor)
        unsent.removeFirst()
      } catch  where error.kind == .busy {
        guard (call.timeLeft ?? .seconds(1)) > .milliseconds(100) else { return }
        Glibc.poll(nil, 0, 20)
      }
    }
  }

  private func traceGrammars(of language: String) throws(StageFailure) -> [TraceGrammar] {
    var grammars: [TraceGrammar] = []
    for name in try host.pack.list(PackFolder(language: language, folder: "traces")) {
      let document = try host.pack.document(PackDocument(language: language, path: "traces/\(name)"))
      do throws(GrammarFailure) { grammars.append(try TraceGrammar(document, place: "traces/\(name)")) } catch {
        throw StageFailure(.invalid, code: "pack.traces", place: error.place, message: error.message)
      }
    }
    return grammars
  }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The one symbol of the plugin.
@c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(LogMonitor.self) }
