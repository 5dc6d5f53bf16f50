internal import Healing

/// A trace whose source lines are not those of the tree: the service runs something else than what a patch would change.
struct StaleSource {
  static let category = "stale-source"

  private let frame: StackFrame
  private let now: String?

  /// Nil where every line that the trace shows stands in the tree, or the trace shows none.
  init?(_ exceptions: [ThrownException], _ project: Project) {
    for frame in exceptions.flatMap(\.frames) where frame.project {
      guard let shown = frame.source.map(Self.plain), !shown.isEmpty, let file = project.file(frame.file) else {
        continue
      }
      // A runtime may show the first line of a statement, or cut a long one.
      let here = file.text.line(frame.line).map(Self.plain)
      if here == shown || here?.hasPrefix(shown) == true { continue }
      self.frame = frame
      now = here
      return
    }
    return nil
  }

  func diagnosis(_ event: Event, _ exceptions: [ThrownException]) -> Diagnosis {
    let place = "\(frame.file):\(frame.line)"
    return Diagnosis(
      parent: "",
      cause: "the service runs another version of \(place) than the tree holds; deploy the tree, or name the right one",
      category: Self.category, confidence: 1, exceptions: exceptions,
      evidence: [
        Evidence(kind: "source", text: "the trace shows \(place): \(Self.plain(frame.source ?? ""))", record: event.id),
        Evidence(kind: "source", text: "the tree holds \(place): \(now ?? "no such line")"),
      ])
  }

  private static func plain(_ line: String) -> String {
    var line = Substring(line)
    while let first = line.first, first.isWhitespace { line.removeFirst() }
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return String(line)
  }
}
