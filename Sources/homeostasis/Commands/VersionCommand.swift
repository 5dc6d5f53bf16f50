import Healing
import HealingRuntime

extension Commands {
  static let version = CommandDescription(
    name: "version", summary: "show the version", options: [.output], examples: ["homeostasis version"]
  ) { invocation throws(CommandFailure) in
    try invocation.noOperands()
    if invocation.wantsJSON {
      try Output.json(JSONValue.object(["version": .string(ProductVersion.text), "abi": "1.0"]))
    } else {
      Terminal.line("homeostasis \(ProductVersion.text) (plugin ABI 1.0)")
    }
    return .done
  }
}
