/// One rule of the contract, and how it is tried on a plugin. Each is tried in a process of its own.
struct Check: Sendable {
  /// `lower-kebab-case`; its page is `docs/plugin-checks/NAME.md`.
  let name: String
  /// What is tried, in a few words.
  let summary: String
  /// What it means when the process of this check dies.
  var whenCrashed = "it ended the process of the check"
  /// Whether no other check makes sense where this one fails.
  var isGate = false
  /// Tries it; throws what it found when that is not "passed".
  let run: @Sendable (CheckBench) throws(Finding) -> String

  /// In the order in which they are tried.
  static let all: [Check] =
    [library, descriptor, settingsSchema, life] + settingsChecks + inputChecks + hostChecks + callChecks + lifeChecks
    + surroundingsChecks + stateChecks
}

/// Why a check did not pass.
struct Finding: Error {
  let result: CheckOutcome.Result
  let detail: String

  static func failed(_ detail: String) -> Finding { Finding(result: .failed, detail: detail) }
  static func skipped(_ detail: String) -> Finding { Finding(result: .skipped, detail: detail) }
  static func warning(_ detail: String) -> Finding { Finding(result: .warning, detail: detail) }
}
