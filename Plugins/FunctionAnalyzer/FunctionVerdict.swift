import ForeignFunctions
import Healing

/// What the answer of a function means for an incident.
struct FunctionVerdict {
  static let settings = """
    "means": {"enum": ["predicate", "score"],
        "description": "predicate: other than zero is yes. score: how sure it is. Without it fractions are scores."},
      "category": {"type": "string", "minLength": 1, "default": "unknown", "description": "The category of the diagnosis."},
      "cause": {"type": "string", "minLength": 1,
        "description": "The cause in one sentence; without it the title of the incident. A returned string is the cause."},
      "confidence": {"type": "number", "minimum": 0, "maximum": 1, "default": 0.5,
        "description": "How sure a yes or a returned string is."},
      "out-of": {"type": "number", "exclusiveMinimum": 0, "default": 1, "description": "The score that is certainty."},
      "at-least": {"type": "number", "minimum": 0, "maximum": 1, "default": 0,
        "description": "A confidence below this is no diagnosis; zero never is one."}
    """

  private let isScore: Bool
  private let category: String
  private let cause: String?
  private let confidence: Double
  private let certainty: Double
  private let least: Double

  init(_ settings: JSONValue) {
    let isFraction = ["f32", "f64"].contains(settings["returns"]?.text)
    isScore = settings["means"]?.text.map { $0 == "score" } ?? isFraction
    category = settings["category"]?.text ?? "unknown"
    cause = settings["cause"]?.text
    confidence = settings["confidence"]?.double ?? 0.5
    certainty = settings["out-of"]?.double ?? 1
    least = settings["at-least"]?.double ?? 0
  }

  /// - Throws: `function.no` when the function says that the incident is none of its business.
  func diagnosis(of incident: Incident, from answer: FunctionAnswer) throws(StageFailure) -> Diagnosis {
    if case .text(let text) = answer {
      guard let text, !text.isEmpty else { throw Self.no("the function gave no text") }
      return Diagnosis(parent: incident.id, cause: text, category: category, confidence: confidence)
    }
    let number = answer.number ?? 0
    let sure = isScore ? try share(number) : number == 0 ? 0 : confidence
    if sure == 0 || sure < least { throw Self.no("the function gave \(answer.shown)") }
    return Diagnosis(parent: incident.id, cause: cause ?? incident.title, category: category, confidence: sure)
  }

  private func share(_ score: Double) throws(StageFailure) -> Double {
    let share = score / certainty
    if (0...1).contains(share) { return share }
    throw StageFailure(
      .failed, code: "function.score", place: "", message: "the score \(score) is not from 0 to \(certainty)")
  }

  private static func no(_ message: String) -> StageFailure {
    StageFailure(.unsupported, code: "function.no", place: "", message: message)
  }
}
