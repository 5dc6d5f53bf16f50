public import Healing
internal import SyntaxTree
public import TraceGrammar

/// Reads the trace of an incident and says where in the service's source the cause may be.
public struct TraceAnalysis {
  private let project: Project
  private let parser: TraceParser
  private let service: ServiceDescription

  /// How many events are looked at, newest first, and how many places are named.
  private static let limit = (events: 32, locations: 12)

  /// - Parameter service: whose root the paths of traces are below, and whose tests may show the failure.
  public init(_ project: Project, grammars: [TraceGrammar], service: ServiceDescription) {
    self.project = project
    parser = TraceParser(grammars)
    self.service = service
  }

  /// The diagnosis of the newest event whose trace shows the lines that the tree holds: the newest of all may come from
  /// a generation that was taken back meanwhile. `stale-source` where every trace shows other lines.
  /// - Throws: `unsupported` where no event has one that names the service's own source.
  public func diagnosis(of events: [Event]) throws(StageFailure) -> Diagnosis {
    let frames = try marking()
    var stale: Diagnosis?
    for event in events.sorted(by: { $0.at > $1.at }).prefix(Self.limit.events) {
      let exceptions = frames.mark(parser.exceptions(in: event.trace ?? event.message)).map(Self.withoutTrailer)
      if exceptions.contains(where: { $0.frames.contains(where: \.project) }) {
        let found = diagnosis(exceptions, event)
        if found.category != StaleSource.category { return found }
        stale = stale ?? found
      }
    }
    if let stale { return stale }
    throw StageFailure(
      .unsupported, code: "trace.none", place: service.name,
      message: "no event of the incident has a stack trace with frames of the service's own source")
  }

  /// A test runner writes on below the last message: its summary starts behind a ruled line, and is no part of it.
  private static func withoutTrailer(_ exception: ThrownException) -> ThrownException {
    var lines = exception.message.split(separator: "\n", omittingEmptySubsequences: false)
    if let end = lines.firstIndex(where: { isRuled($0) }) { lines = Array(lines[..<end]) }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    var exception = exception
    exception.message = lines.joined(separator: "\n")
    return exception
  }

  private static func isRuled(_ line: Substring) -> Bool {
    let marks = line.prefix { $0 == "-" || $0 == "=" || $0 == "_" }
    return marks.count >= 5 && Set(marks).count == 1
  }

  private func marking() throws(StageFailure) -> ProjectFrames {
    let paths = Set(try project.paths())
    return ProjectFrames(
      roots: [service.root], libraryPaths: project.pack.libraryPaths, sourceRoots: sourceRoots(paths),
      exists: { paths.contains($0) })
  }

  /// Where the tree has the folders in which paths of traces begin: `src/main/java`, and `shop/src/main/java`.
  private func sourceRoots(_ paths: Set<String>) -> [String] {
    var found: [String] = []
    for root in project.pack.sourceRoots {
      if root == "**" {
        found += Set(paths.compactMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } }).sorted()
        continue
      }
      let folder = "/\(root)/"
      for path in paths.sorted() {
        guard let range = "/\(path)".firstRange(of: folder) else { continue }
        let start = "/\(path)"[..<range.upperBound].dropFirst().dropLast()
        if !found.contains(String(start)) { found.append(String(start)) }
      }
    }
    return found
  }

  private func diagnosis(_ exceptions: [ThrownException], _ event: Event) -> Diagnosis {
    let root = exceptions.first { $0.frames.contains(where: \.project) } ?? exceptions[0]
    if let stale = StaleSource(exceptions, project) { return stale.diagnosis(event, exceptions) }
    let locations = Places(project).locations(exceptions)
    let place = locations.first.map { " at \($0.file):\($0.line)" } ?? ""
    let message = root.message.split(separator: "\n").first.map { ": \($0)" } ?? ""
    return Diagnosis(
      parent: "", cause: "\(root.type)\(message)\(place)", category: "unknown",
      confidence: locations.isEmpty ? 0.2 : 0.5,
      exceptions: exceptions, locations: Array(locations.prefix(Self.limit.locations)), evidence: evidence(root, event),
      reproduction: reproduction(exceptions, event))
  }

  private func evidence(_ root: ThrownException, _ event: Event) -> [Evidence] {
    var evidence: [Evidence] = []
    for frame in root.frames where frame.project {
      guard let line = project.file(frame.file)?.text.line(frame.line) else { continue }
      let text = "\(frame.file):\(frame.line): \(line.drop { $0 == " " || $0 == "\t" })"
      evidence.append(Evidence(kind: "source", text: text, record: event.id))
      if evidence.count == 3 { break }
    }
    for local in event.locals?.array?.prefix(20) ?? [] {
      guard let name = local["name"]?.text, let value = local["value"]?.text else { continue }
      evidence.append(Evidence(kind: "local", text: "\(name) = \(value.prefix(200))", record: event.id))
    }
    return evidence
  }

  /// The failing request, else the failing tests, else the service's own tests, which the tester runs to see.
  private func reproduction(_ exceptions: [ThrownException], _ event: Event) -> Reproduction? {
    let type = exceptions.last?.type
    if let logged = event.attributes?["failing_request"] {
      // One that cannot be read is no request; the tests may still show the failure.
      if let text = try? JSON.text(logged), let request = try? JSON.decode(FailingRequest.self, from: text) {
        return Reproduction(kind: .request, request: request, exception: type)
      }
    }
    let tests = event.attributes?["failing_tests"]?.array?.compactMap(\.text) ?? []
    guard !tests.isEmpty || !service.test.isEmpty else { return nil }
    return Reproduction(kind: .test, tests: tests, exception: type)
  }
}
