import Healing
import TraceGrammar

/// What a joiner makes of a text: each record in brackets with `!` where it has a trace, plain lines as they are.
func joined(_ text: String, _ grammars: [TraceGrammar] = Grammars.all, limits: JoinerLimits = JoinerLimits())
  -> [String]
{
  var joiner = TraceJoiner(grammars, limits: limits)
  var result: [String] = []
  func show(_ record: JoinedRecord?) {
    if let record { result.append((record.traceStart == nil ? "" : "!") + "[" + record.text + "]") }
  }
  var place: Int64 = 0
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let bytes = Array(line.utf8)
    let next = place + Int64(bytes.count) + 1
    let step = bytes.withUnsafeBytes { joiner.take($0, at: place..<next) }
    show(step.finished)
    if step.isPlain { result.append(String(line)) }
    place = next
  }
  show(joiner.flush())
  return result
}
