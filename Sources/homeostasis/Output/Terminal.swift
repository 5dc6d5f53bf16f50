import Glibc

/// Standard output and standard error. Colours only where a person looks and has not forbidden them.
enum Terminal {
  enum Style: String { case bold = "1", dim = "2", red = "31", green = "32", yellow = "33", cyan = "36" }

  /// Whether standard output shows colours: a terminal, and neither `NO_COLOR` nor `TERM=dumb`.
  static let hasColor = shows(1)
  /// The same for standard error.
  static let errorHasColor = shows(2)
  static let isInteractive = isatty(1) == 1

  static func out(_ text: String) { write(text, to: 1) }
  static func line(_ text: String) { write("\(text)\n", to: 1) }
  static func error(_ text: String) { write("\(text)\n", to: 2) }

  static func styled(_ text: String, _ style: Style, when colored: Bool = hasColor) -> String {
    colored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// Text from a service, without what would steer the terminal.
  static func harmless(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isHarmless(scalar) ? scalar : "\u{FFFD}") }
    return String(result)
  }

  /// Neither a control character nor one that turns the direction of writing.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
    default: true
    }
  }

  private static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }  // Nobody reads any more: nothing is left to say.
      bytes = bytes.dropFirst(max(count, 0))
    }
  }

  private static func shows(_ file: Int32) -> Bool {
    if let forced = getenv("CLICOLOR_FORCE"), forced[0] != 0, forced[0] != 0x30 { return true }
    if let refused = getenv("NO_COLOR"), refused[0] != 0 { return false }
    if let term = getenv("TERM"), String(cString: term) == "dumb" { return false }
    return isatty(file) == 1
  }
}
