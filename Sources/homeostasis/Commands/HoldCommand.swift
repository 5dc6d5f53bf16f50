import Healing
import HealingRuntime
import SystemCalls

extension Commands {
  static let hold = CommandDescription(
    name: "hold", summary: "stop everything that changes something, within a second, until resume",
    operands: "[REASON]",
    options: [.config, .output], examples: ["homeostasis hold 'investigating by hand'"]
  ) { invocation throws(CommandFailure) in
    let place = try invocation.statePlace()
    let reason = invocation.operands.isEmpty ? "held by an operator" : invocation.operands.joined(separator: " ")
    do throws(SystemError) { try place.hold(because: reason) } catch {
      throw CommandFailure(error, doing: "cannot hold")
    }
    if invocation.wantsJSON {
      try Output.json(JSONValue.object(["held": .string(reason)]))
    } else {
      Terminal.line("held: \(reason)\n`homeostasis resume` ends it")
    }
    return .done
  }

  static let resume = CommandDescription(
    name: "resume", summary: "end the hold", options: [.config, .output], examples: ["homeostasis resume"]
  ) { invocation throws(CommandFailure) in
    try invocation.noOperands()
    let place = try invocation.statePlace()
    let wasHeld: Bool
    do throws(SystemError) { wasHeld = try place.resume() } catch {
      throw CommandFailure(error, doing: "cannot resume")
    }
    if invocation.wantsJSON {
      try Output.json(JSONValue.object(["held": nil, "was_held": .bool(wasHeld)]))
    } else {
      Terminal.line(wasHeld ? "resumed" : "nothing was held")
    }
    return .done
  }
}
