import CHomeostasisPlugin
import PluginBridge
import PluginHost

/// What the plugin makes of its host.
extension Check {
  static let hostChecks = [shortHost, longHost, busy, enough]

  private static let shortHost = Check(
    name: "short-host", summary: "a host that is older than its last field is served",
    whenCrashed: "it read a field that the host's table does not have: test with HS_HAS, or call hs_find_service"
  ) { bench throws(Finding) in
    let subject = try bench.subject(.shorter)
    let needs = subject.description.needs.filter { !$0.hasSuffix("?") }
    if needs.isEmpty {
      try bench.live(subject)
      return "without `extension`"
    }
    // Such a host has no services: what cannot do without them has to say so, and may say it late.
    let made = subject.create()
    let began = made == HS_OK ? subject.start() : made
    if began == HS_OK { _ = subject.work(SampleRecords.input(for: subject.description.kind, count: 1)) }
    let reasons = subject.host.heard().failures
    subject.destroy()
    if began != HS_OK && reasons.isEmpty {
      throw .failed("without services it answers \(StatusName.of(began)), and does not say why with call->fail")
    }
    return "without `extension` it answers \(StatusName.of(began)): it needs \(needs.joined(separator: ", "))"
  }

  private static let longHost = Check(
    name: "long-host", summary: "a host that is newer than the header is served",
    whenCrashed: "a table that is longer than the header says ended the process"
  ) { bench throws(Finding) in
    try bench.live(try bench.subject(.longer))
    return "256 bytes longer"
  }

  private static let busy = Check(
    name: "busy", summary: "rows that the host had no room for are not lost"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    subject.host.answerEmit { _ in HS_BUSY }
    let call = LentCall(subject.host, limit: .milliseconds(300))
    let status = subject.work(SampleRecords.input(for: subject.description.kind, count: 1), call)
    let heard = subject.host.heard()
    try bench.end(subject)
    if heard.emits == 0 { throw .skipped("it emits nothing for the sample") }
    if !heard.refusals.isEmpty { throw .skipped("what it emits is refused: see records") }
    if status == HS_OK {
      throw .failed("emit answered HS_BUSY and the call HS_OK: keep the rows and try again, or return HS_BUSY")
    }
    return "\(heard.emits) tries, then \(StatusName.of(status))"
  }

  private static let enough = Check(
    name: "enough", summary: "when the host has enough the call ends, and well"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    subject.host.answerEmit { _ in HS_CANCELLED }
    let status = subject.work(SampleRecords.input(for: subject.description.kind, count: 5))
    let heard = subject.host.heard()
    try bench.end(subject)
    if heard.emits == 0 { throw .skipped("it emits nothing for the sample") }
    if !heard.refusals.isEmpty { throw .skipped("what it emits is refused: see records") }
    if status != HS_OK && status != HS_CANCELLED {
      throw .failed("emit answered HS_CANCELLED, which is no failure, and the call \(StatusName.of(status))")
    }
    if heard.emits > 1 { throw .failed("it emitted \(heard.emits - 1) times more after the host had enough") }
    return StatusName.of(status)
  }
}
