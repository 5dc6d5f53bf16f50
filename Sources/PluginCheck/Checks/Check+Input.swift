import CHomeostasisPlugin
import PluginBridge
import PluginHost

/// What the plugin does with what it is given.
extension Check {
  static let inputChecks = [records, textBounds, oddText, emptyBatch, largeBatch, wideStride, keptPointers]

  private static let records = Check(
    name: "records", summary: "what is emitted is in `produces`, well formed, and has its parent"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    let kind = subject.description.kind
    let input = SampleRecords.input(for: kind, count: 3)
    _ = subject.work(input)
    let heard = subject.host.heard()
    try bench.end(subject)
    if let refusal = heard.refusals.first { throw .failed(refusal) }
    let parents = Set(input.rows.map(\.id))
    for batch in heard.batches {
      for row in batch.rows {
        if kind == .monitor && row.id.isEmpty && batch.schema == "homeostasis.event/1" {
          throw .failed("an event has no id: make it from the position that was read, or a repeat is taken twice")
        }
        if kind == .analyzer && !parents.contains(row.parent) {
          throw .failed("a row of \(batch.schema) has the parent “\(row.parent)”, which is no id of the input")
        }
      }
    }
    return "\(heard.batches.count) batches"
  }

  private static let textBounds = Check(
    name: "text-bounds", summary: "no text is read beyond its length",
    whenCrashed: "it read beyond the end of a text: texts are not null-terminated, use hs_str.len"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    subject.layout.guardsTexts = true
    try bench.live(subject, rows: 3)
    return "three rows"
  }

  private static let oddText = Check(
    name: "odd-text", summary: "NUL, invalid UTF-8, chance bytes and a very long text do no harm",
    whenCrashed: "a text with NUL, invalid UTF-8 or chance bytes ended the process: records are not trusted"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    var state = bench.seed
    let chance = (0..<256).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    let texts: [[UInt8]] = [
      Array("before\0after".utf8), [0xFF, 0xFE, 0xC3], [0xE2, 0x82], [], chance, Array(repeating: 0x41, count: 1 << 20),
    ]
    for text in texts {
      subject.layout.changesText = { _ in text }
      let status = subject.work(SampleRecords.input(for: subject.description.kind, count: 2))
      if status == HS_POISONED { throw .failed("HS_POISONED after a text of \(text.count) odd bytes") }
    }
    try bench.end(subject)
    return "seed \(bench.seed)"
  }

  private static let emptyBatch = Check(
    name: "empty-batch", summary: "a batch without rows gets no answer",
    whenCrashed: "a batch without rows ended the process"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    let kind = subject.description.kind
    if kind == .monitor || kind == .deployer {
      try bench.end(subject)
      throw .skipped("a \(kind.rawValue) gets no batches of input")
    }
    let status = subject.work(SampleRecords.input(for: kind, count: 0))
    let rows = subject.host.heard().batches.reduce(0) { $0 + $1.rows.count }
    try bench.end(subject)
    if status == HS_POISONED { throw .failed("it answers HS_POISONED") }
    if rows > 0 { throw .failed("\(rows) rows are emitted, about nothing") }
    return StatusName.of(status)
  }

  private static let largeBatch = Check(
    name: "large-batch", summary: "up to 100,000 rows in one call, in time that grows with their number",
    whenCrashed: "a large batch ended the process"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    let kind = subject.description.kind
    if kind == .monitor || kind == .deployer {
      try bench.end(subject)
      throw .skipped("a \(kind.rawValue) gets no large batches")
    }
    let most = subject.plugin.table.pointee.rows_at_most
    var (count, times): (Int, [Duration]) = (100, [])
    // Ten times as many must not take longer than the check may: the next step is tried only when it should fit.
    while count <= 100_000 && (most == 0 || count <= Int(most)) && (times.last ?? .zero) < .milliseconds(400) {
      let input = SampleRecords.input(for: kind, count: count)
      let started = ContinuousClock.now
      let status = subject.work(input)
      times.append(ContinuousClock.now - started)
      if status == HS_POISONED { throw .failed("HS_POISONED after \(count) rows") }
      _ = subject.host.heard()
      count *= 10
    }
    try bench.end(subject)
    if times.isEmpty { throw .skipped("rows_at_most is \(most)") }
    if times.count > 1, let last = times.last, last > .milliseconds(200), last / times[times.count - 2] > 40 {
      throw .warning("ten times the rows take \(Int(last / times[times.count - 2])) times as long")
    }
    return "\(count / 10) rows"
  }

  private static let wideStride = Check(
    name: "wide-stride", summary: "rows are stepped over by the batch's stride, which a later header makes wider",
    whenCrashed: "rows with a wider stride ended the process: step with hs_row, not with an index"
  ) { bench throws(Finding) in
    let subject = try bench.started()
    let input = SampleRecords.input(for: subject.description.kind, count: 3)
    let plain = (subject.work(input), subject.host.heard())
    subject.layout.stride = 80
    let wide = (subject.work(input), subject.host.heard())
    try bench.end(subject)
    if subject.description.kind == .monitor { return "a monitor reads no rows" }
    let parents = { (heard: HostUnderCheck.Heard) in heard.batches.flatMap(\.rows).map(\.parent) }
    if plain.0 != wide.0 || parents(plain.1) != parents(wide.1) {
      throw .failed("the answers are others when the stride is 80 bytes: step with hs_row, not with an index")
    }
    return StatusName.of(wide.0)
  }

  private static let keptPointers = Check(
    name: "kept-pointers", summary: "nothing that was lent for a call is used after it",
    whenCrashed: "it used memory after the call that lent it had returned: copy what you keep"
  ) { bench throws(Finding) in
    let subject = try bench.subject()
    subject.seals = true
    try bench.begin(subject)
    for _ in 0..<3 { _ = subject.work(SampleRecords.input(for: subject.description.kind, count: 2)) }
    _ = subject.selfTest()
    try bench.end(subject)
    return "three calls"
  }
}
