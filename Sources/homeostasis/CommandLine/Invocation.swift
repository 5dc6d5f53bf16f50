/// One call of a command, after its arguments were read.
struct Invocation: Sendable {
  /// `incidents show`
  let path: String
  let options: [String: String]
  let switches: Set<String>
  let operands: [String]

  /// The value of an option.
  subscript(option: String) -> String? { options[option] }

  func has(_ name: String) -> Bool { switches.contains(name) }

  var wantsJSON: Bool { options["--output"] == "json" }

  /// The one operand that a command needs.
  func operand(_ what: String) throws(CommandFailure) -> String {
    guard let first = operands.first, operands.count == 1 else {
      throw CommandFailure(.usage, "homeostasis \(path): expected one \(what); see homeostasis \(path) --help")
    }
    return first
  }

  /// For a command that takes none.
  func noOperands() throws(CommandFailure) {
    if let extra = operands.first {
      throw CommandFailure(.usage, "homeostasis \(path): “\(extra)” is not understood; see homeostasis \(path) --help")
    }
  }
}
