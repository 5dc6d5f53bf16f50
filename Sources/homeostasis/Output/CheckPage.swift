import PluginCheck

/// What the validator found, for people and for programs.
struct CheckPage: Encodable {
  let library: String
  let seed: UInt64
  let outcomes: [CheckOutcome]

  /// One outcome on a line.
  static func line(_ outcome: CheckOutcome) -> String {
    let result = outcome.result.rawValue.padded(to: 8)
    let page = outcome.isDefect ? "\n\("".padded(to: 26))see docs/plugin-checks/\(outcome.name).md" : ""
    return "\(result)  \(outcome.name.padded(to: 16))\(Terminal.harmless(outcome.detail))\(page)"
  }

  /// The last line.
  var conclusion: String {
    let counts = CheckOutcome.Result.allCases.compactMap { result -> String? in
      let count = outcomes.count { $0.result == result }
      return count == 0 ? nil : "\(count) \(result.rawValue)"
    }
    return counts.joined(separator: ", ")
  }

  /// The outcomes in the format that build servers read.
  var junit: String {
    let failures = outcomes.count(where: \.isDefect)
    let skipped = outcomes.count { $0.result == .skipped }
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "<testsuite name=\"\(escaped(library))\" tests=\"\(outcomes.count)\" failures=\"\(failures)\" skipped=\"\(skipped)\">",
      "  <properties><property name=\"seed\" value=\"\(seed)\"/></properties>",
    ]
    for outcome in outcomes {
      lines.append("  <testcase classname=\"plugin.check\" name=\"\(outcome.name)\" time=\"\(outcome.seconds)\">")
      let detail = escaped(outcome.detail)
      switch outcome.result {
      case .failed, .crashed: lines.append("    <failure type=\"\(outcome.result.rawValue)\" message=\"\(detail)\"/>")
      case .skipped: lines.append("    <skipped message=\"\(detail)\"/>")
      case .passed, .warning: lines.append("    <system-out>\(outcome.result.rawValue): \(detail)</system-out>")
      }
      lines.append("  </testcase>")
    }
    return (lines + ["</testsuite>"]).joined(separator: "\n") + "\n"
  }

  /// Text of a plugin is not trusted: what XML does not allow is left out.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: if scalar.value >= 32 && scalar.value < 0xFFFE { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
