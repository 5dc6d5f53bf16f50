import FoundationEssentials
import Healing
import TraceGrammar

/// Exceptions as text, one a line, root cause first: `Type "message" at file:line symbol < file:line symbol`.
func drawn(_ exceptions: [ThrownException], frames: Int = 2) -> String {
  exceptions.map { exception in
    let message = exception.message.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    let shown = exception.frames.prefix(frames).map { frame in
      let name = frame.file.split(separator: "/").suffix(1).joined()
      return "\(name):\(frame.line)" + (frame.symbol.map { " \($0)" } ?? "")
    }
    let more = exception.frames.count > frames ? " +\(exception.frames.count - frames)" : ""
    return "\(exception.type) \"\(message)\"" + (shown.isEmpty ? "" : " at " + shown.joined(separator: " < ") + more)
  }.joined(separator: "\n")
}

/// A trace that a real runtime wrote.
func recorded(_ name: String) throws -> String {
  let root = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  return String(decoding: try Data(contentsOf: URL(filePath: "/\(root)/Fixtures/Traces/\(name).txt")), as: UTF8.self)
}
