/// The lines of a text without what containers and terminals add to them.
struct CleanLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func next() -> [UInt8]? {
    guard var line = raw() else { return nil }
    while let wrapped = line.withUnsafeBytes({ ContainerLine($0) }) {
      guard wrapped.isPartial, let more = raw() else { return stripped(wrapped.content) }
      guard let next = more.withUnsafeBytes({ ContainerLine($0) }), next.stream == wrapped.stream else {
        place -= more.count + 1
        return stripped(wrapped.content)
      }
      if !next.isPartial || line.count > 1_048_576 { return stripped(wrapped.content + next.content) }
      line = rewrapped(wrapped.content + next.content, next.stream)
    }
    return stripped(line)
  }

  /// A partial line again, so that the next goes on with it.
  private func rewrapped(_ content: [UInt8], _ stream: String) -> [UInt8] {
    Array("0000-00-00T00:00:00Z \(stream) P ".utf8) + content
  }

  private mutating func raw() -> [UInt8]? {
    guard place < bytes.count else { return nil }
    let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
    defer { place = end + 1 }
    let line = bytes[place..<end]
    return Array(line.last == 0x0D ? line.dropLast() : line)
  }

  private func stripped(_ line: [UInt8]) -> [UInt8] {
    line.withUnsafeBytes { TerminalCodes.stripped($0) } ?? line
  }
}
