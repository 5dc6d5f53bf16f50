import Healing
import LoadGenerator

/// What the audience sees: a line for each second with the rate of success, and one for each step.
struct DemoScreen {
  /// Whether standard output belongs to the result.
  let isAside: Bool
  private var lastWatch = ""
  private var seconds = 0

  init(aside: Bool) { isAside = aside }

  private func put(_ text: String) { if isAside { Terminal.error(text) } else { Terminal.line(text) } }

  private func styled(_ text: String, _ style: Terminal.Style) -> String {
    Terminal.styled(text, style, when: isAside ? Terminal.errorHasColor : Terminal.hasColor)
  }

  mutating func title(_ text: String) { put("\n\(styled(text, .bold))") }

  mutating func say(_ text: String) { put(text) }

  mutating func step(_ name: String, _ text: String) {
    let padded = name + String(repeating: " ", count: max(1, 11 - name.count))
    let style: Terminal.Style = ["worse", "rolled-back", "warning", "trouble"].contains(name) ? .yellow : .green
    put("  \(styled(padded, style))\(Terminal.harmless(text))")
  }

  /// The watch looks twice a second; what it says is shown with the rate.
  mutating func watch(_ text: String) { lastWatch = text }

  mutating func diff(_ text: String) {
    for line in text.split(separator: "\n").prefix(30) {
      let style: Terminal.Style = line.hasPrefix("+") ? .green : line.hasPrefix("-") ? .red : .dim
      put("      \(styled(Terminal.harmless(String(line)), style))")
    }
  }

  mutating func rate(_ reports: [LoadReport]) {
    seconds += 1
    let last = reports.map { $0.last(10) }
    let (answered, failed) = (last.reduce(0) { $0 + $1.answered }, last.reduce(0) { $0 + $1.failed })
    let lost = last.reduce(0) { $0 + $1.lost }
    let all = answered + failed + lost
    let share = all > 0 ? Double(answered) * 100 / Double(all) : 0
    let bar = String(repeating: "#", count: Int(share / 5)) + String(repeating: ".", count: 20 - Int(share / 5))
    let words = lastWatch.isEmpty ? "" : "  \(lastWatch)"
    lastWatch = ""
    let line =
      "\(seconds) s  \(bar) \((share * 10).rounded() / 10)% of \(all) requests/s\(lost > 0 ? ", \(lost) lost" : "")\(words)"
    put(styled(Terminal.harmless(line), share < 99.9 ? .yellow : .dim))
  }

  static func milliseconds(_ duration: Duration) -> String { "\(Int(duration.inSeconds * 1000)) ms" }
  static func seconds(_ value: Double) -> String { "\((value * 10).rounded() / 10) s" }
}
