import Healing
import Orchestration

/// One step of a course in words.
struct ProgressLine {
  let step: Progress

  init(_ step: Progress) { self.step = step }

  /// Nil for what only a closer look wants.
  var text: String? {
    switch step.news {
    case .moved(let from, let to, let note): "\(step.service) \(step.incident.prefix(8)): \(from) -> \(to): \(note)"
    case .lost(let loss, let number, let count):
      "candidate \(number) of \(count) [\(loss.patch.template ?? "-")] is out: \(loss.reason)"
    case .ended(let verb, let stage, let took, let failure):
      failure.map { "\(stage) could not \(verb.rawValue): \($0)" }
        ?? "\(stage) \(verb.rawValue): \(Int(took / .milliseconds(1))) ms"
    case .looked(let text): text
    case .trouble(let text): "trouble: \(text)"
    case .began: nil
    }
  }
}
