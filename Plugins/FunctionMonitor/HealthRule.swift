import ForeignFunctions
import Healing

/// Which answers of a function mean that a service is healthy.
struct HealthRule {
  static let settings = """
    "healthy": {"enum": ["zero", "nonzero"],
        "description": "Which answer is the good one; without it true for bool and zero for whole numbers."},
      "at-least": {"type": "number", "description": "For a fraction: from here on it is healthy; without it from 0.5."},
      "interval-ms": {"type": "integer", "minimum": 100, "default": 5000,
        "description": "How often it is called, in milliseconds."},
      "failures": {"type": "integer", "minimum": 1, "default": 1,
        "description": "How many bad answers in a row make the service unhealthy."}
    """

  private let zeroIsHealthy: Bool?
  private let least: Double

  init(_ settings: JSONValue) {
    zeroIsHealthy = settings["healthy"]?.text.map { $0 == "zero" }
    least = settings["at-least"]?.double ?? 0.5
  }

  /// What is wrong with the service; nil: it is healthy.
  func complaint(_ answer: FunctionAnswer) -> String? {
    let isHealthy: Bool
    switch answer {
    case .text(let text): return text.flatMap { $0.isEmpty ? nil : $0 }
    case .bool(let truth): isHealthy = truth != (zeroIsHealthy ?? false)
    case .integer, .unsigned: isHealthy = (answer.number == 0) == (zeroIsHealthy ?? true)
    case .fraction(let number): isHealthy = number >= least
    }
    return isHealthy ? nil : "the function gave \(answer.shown)"
  }
}
