/// The last page of the demo.
struct DemoPage {
  let score: DemoScore
  let folder: DemoFolder

  init(_ score: DemoScore, _ folder: DemoFolder) {
    self.score = score
    self.folder = folder
  }

  var text: String {
    let parts = score.parts
    func seconds(_ value: Double) -> String { "\((value * 1000).rounded() / 1000) s" }
    let rows = [
      ("detect", seconds(parts.detect)), ("decide", seconds(parts.decide)),
      ("test", "\(seconds(parts.test)) in \(parts.testProcesses) test processes"), ("start", seconds(parts.start)),
      ("switch", seconds(parts.switchOver)), ("serving", "\(seconds(parts.serving)) after the first error"),
      ("healed", "\(seconds(parts.healed)) after the first error; \(score.healedBecause)"),
      (
        "taken back",
        score.rolledBack.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: "\n               ")
      ),
      ("not again", score.remembered.sorted().joined(separator: ", ")),
      ("requests", "\(score.requests), \(score.lost) lost, \(Int(score.requestsPerSecond)) a second"),
      ("patch", "\(folder.results)/patch.diff"), ("record", "\(folder.results)/record.json"),
    ]
    let lines = rows.filter { !$0.1.isEmpty }.map { "  \($0)\(String(repeating: " ", count: 13 - $0.count))\($1)" }
    return "\n\(Terminal.styled("What was shown", .bold))\n\(lines.joined(separator: "\n"))\n"
  }
}
