import Glibc

/// Results on standard output, progress on standard error.
enum Console {
  static func out(_ text: String) { write(text, to: 1) }
  static func progress(_ text: String) { write("bench: \(text)\n", to: 2) }

  /// Whether standard output may be colored: somebody looks, and has not forbidden it.
  static var isColored: Bool {
    if let refused = getenv("NO_COLOR"), refused[0] != 0 { return false }
    if let term = getenv("TERM"), String(cString: term) == "dumb" { return false }
    return isatty(1) == 1
  }

  private static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }  // Nobody reads any more: nothing is left to say.
      bytes = bytes.dropFirst(max(count, 0))
    }
  }
}
