import HealingRuntime

/// The result of a one-shot healing, for a reader.
struct HealPage {
  let report: HealReport

  init(_ report: HealReport) { self.report = report }

  var text: String {
    var lines = ["outcome     \(report.outcome.rawValue) (\(report.reason))"]
    if let exception = report.exception { lines.append("exception   \(Terminal.harmless(exception))") }
    for place in report.locations.prefix(3) { lines.append("place       \(place.file):\(place.line)") }
    lines.append("candidates  \(report.candidates)")
    lines.append("seconds     \((report.seconds * 100).rounded() / 100)")
    if let patch = report.patch { lines += ["template    \(patch.template)", "", Terminal.harmless(patch.diff)] }
    for alternative in report.alternatives ?? [] {
      lines += ["", "alternative [\(alternative.template)]", Terminal.harmless(alternative.diff)]
    }
    if report.explains {
      var fates = TextTable(header: ["template", "score", "became", "seconds", "change"])
      for fate in report.fates {
        fates.rows.append(
          [
            fate.template, "\((fate.score * 100).rounded() / 100)", String(fate.reason.prefix(60)),
            "\((fate.seconds * 1000).rounded() / 1000)", String(fate.title.prefix(60)),
          ].map(Terminal.harmless))
      }
      lines += ["", fates.text]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
