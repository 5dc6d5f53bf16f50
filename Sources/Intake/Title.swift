import Healing

/// One line that tells a reader what the trouble is.
enum Title {
  private static let limit = 160

  static func of(_ root: ThrownException?, _ event: Event) -> String {
    guard let root, !root.type.isEmpty else {
      return line(event.message.isEmpty ? event.signal.rawValue : event.message)
    }
    let message = line(root.message, limit: 90)
    let what = message.isEmpty ? root.type : "\(root.type): \(message)"
    guard let frame = root.frames.first(where: \.project) ?? root.frames.first else { return line(what) }
    let place = frame.symbol.map { "\($0), \(frame.file):\(frame.line)" } ?? "\(frame.file):\(frame.line)"
    return line("\(what) in \(place)")
  }

  /// The first line that says something, without control characters.
  private static func line(_ text: String, limit: Int = limit) -> String {
    let first = text.split(whereSeparator: \.isNewline).first { line in line.contains { !$0.isWhitespace } } ?? ""
    let plain = first.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    var line = String(String.UnicodeScalarView(plain)).drop { $0.isWhitespace }
    while line.last?.isWhitespace == true { line.removeLast() }
    return line.count <= limit ? String(line) : line.prefix(limit - 1) + "…"
  }
}
