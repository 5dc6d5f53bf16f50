/// The line by which a service tells which request failed; `docs/failing-requests.md` describes it.
enum FailingRequestLine {
  static func isOne(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let hit = line.find("failing-request:") else { return false }
    var place = hit + 16
    while place < line.count, line[place] == 0x20 { place += 1 }
    return place < line.count && line[place] == UInt8(ascii: "{")
  }
}
