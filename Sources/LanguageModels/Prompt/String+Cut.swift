extension String {
  /// Not longer than `bytes`; what is left out is told.
  func cut(to bytes: Int) -> String {
    if utf8.count <= bytes { return self }
    return String(decoding: utf8.prefix(bytes), as: UTF8.self) + " [... \(utf8.count - bytes) bytes more]"
  }

  /// One line without control characters, for a reader.
  public func line(of characters: Int) -> String {
    let words = unicodeScalars.split { $0.properties.generalCategory == .control || $0.properties.isWhitespace }
    let line = words.map { String($0) }.joined(separator: " ")
    return line.count > characters ? line.prefix(characters - 1) + "…" : line
  }
}
