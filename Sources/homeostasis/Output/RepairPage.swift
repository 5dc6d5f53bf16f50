import HealingRuntime

/// The result of `repair-bench`, for a reader.
struct RepairPage {
  let report: RepairReport

  init(_ report: RepairReport) { self.report = report }

  /// One case, when it is done.
  static func line(_ result: RepairResult) -> String {
    "\(result.name): \(verdict(result)) (\(result.reason)), \(result.candidates) candidates, \(rounded(result.seconds)) s"
  }

  var text: String {
    var cases = TextTable(header: ["case", "family", "verdict", "by", "candidates", "seconds", "reason"])
    for result in report.cases {
      cases.rows.append(
        [
          result.name, result.family, Self.verdict(result), result.template ?? "-", "\(result.candidates)",
          Self.rounded(result.seconds), String(result.reason.prefix(60)),
        ].map(Terminal.harmless))
    }
    var families = TextTable(header: ["family", "cases", "plausible", "correct", "wrong", "median s", "p90 s"])
    for (name, summary) in report.families + [("all", report.summary)] {
      families.rows.append([
        Terminal.harmless(name), "\(summary.cases)", "\(summary.plausible)", "\(summary.correct)", "\(summary.wrong)",
        summary.medianSeconds.map(Self.rounded) ?? "-", summary.p90Seconds.map(Self.rounded) ?? "-",
      ])
    }
    let pace = report.summary.candidatesPerProcessorSecond.map(Self.rounded) ?? "-"
    let warm = report.summary.warmRunsPerProcessorSecond.map(Self.rounded) ?? "-"
    let cold = report.summary.coldRunsPerProcessorSecond.map(Self.rounded) ?? "-"
    return """
      \(cases.text)
      \(families.text)
      candidates per processor second, everything counted: \(pace)
      runs of all tests per processor second: \(warm) in a warm program, \(cold) from a cold start

      """
  }

  private static func verdict(_ result: RepairResult) -> String {
    switch (result.isPlausible, result.correct) {
    case (true, true?): "correct"
    case (true, false?): "wrong"
    case (true, nil): "plausible"
    case (false, _): result.outcome
    }
  }

  private static func rounded(_ number: Double) -> String {
    let tenths = Int((number * 100).rounded())
    return "\(tenths / 100).\(tenths / 10 % 10)\(tenths % 10)"
  }
}
