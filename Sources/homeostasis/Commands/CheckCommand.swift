import Healing
import HealingRuntime
import PipelineConfiguration
import SystemCalls

extension Commands {
  static let check = CommandDescription(
    name: "check", summary: "check a configuration, and tell all its mistakes at once", operands: "[FILE]",
    options: [.config, .output, schema], examples: ["homeostasis check homeostasis.yaml", "homeostasis check --schema"]
  ) { invocation throws(CommandFailure) in
    if invocation.has("--schema") {
      try Output.json(ConfigurationSchema.json)
      return .done
    }
    let path = invocation.operands.first ?? invocation["--config"] ?? "homeostasis.yaml"
    guard Files.exists(path) else { throw CommandFailure(.notFound, "there is no \(path)") }
    let mistakes: [Mistake]
    var code = ExitCode.configuration
    do throws(LoadedConfiguration.Failure) { mistakes = try LoadedConfiguration.load(path).warnings } catch {
      switch error {
      case .installation(let failure): throw CommandFailure(failure, doing: "this installation is not whole")
      case .mistakes(let found): mistakes = found
      case .refused(let found): (mistakes, code) = (found, .refused)
      }
    }
    let isValid = mistakes.allSatisfy { $0.weight == .warning }
    if invocation.wantsJSON {
      try Output.json(CheckResult(file: path, valid: isValid, mistakes: mistakes.map(MistakeRow.init)))
    } else {
      for mistake in mistakes { Terminal.line("\(mistake)") }
      if isValid { Terminal.line("\(path) is valid") }
    }
    return isValid ? .done : code
  }

  private static let schema = OptionDescription(
    name: "--schema", value: nil, summary: "print the JSON Schema of configurations, for editors")
}

private struct CheckResult: Encodable {
  let file: String
  let valid: Bool
  let mistakes: [MistakeRow]
}

private struct MistakeRow: Encodable {
  let line: Int
  let column: Int
  let key: String
  let message: String
  let suggestion: String?
  let weight: String

  init(_ mistake: Mistake) {
    line = mistake.line
    column = mistake.column
    key = mistake.keyPath
    message = mistake.message
    suggestion = mistake.suggestion
    weight = "\(mistake.weight)"
  }
}
