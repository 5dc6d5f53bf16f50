import Healing
import HealingRuntime
import SystemCalls

extension Commands {
  static let doctor = CommandDescription(
    name: "doctor", summary: "find out what works here, and how to mend what does not", options: [.output, .config],
    examples: ["homeostasis doctor", "homeostasis doctor --config homeostasis.yaml"]
  ) { invocation throws(CommandFailure) in
    try invocation.noOperands()
    let findings = await Doctor.examine(configuration: invocation["--config"] ?? "homeostasis.yaml")
    if invocation.wantsJSON {
      try Output.json(findings)
    } else {
      for finding in findings {
        let mark = finding.works ? Terminal.styled("ok  ", .green) : Terminal.styled("no  ", .red)
        Terminal.line("\(mark) \(finding.subject): \(finding.detail)")
        if let remedy = finding.remedy { Terminal.line("     \(remedy)") }
      }
    }
    return findings.allSatisfy { $0.works || !$0.required } ? .done : .failed
  }
}
