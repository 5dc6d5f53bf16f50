/// A line of a container's log without what the runtime wrapped around it.
public struct ContainerLine: Sendable, Hashable {
  /// `stdout` or `stderr`.
  public var stream: String
  /// What the program wrote, without its newline.
  public var content: [UInt8]
  /// Whether the program's line goes on in the next of the stream.
  public var isPartial: Bool

  /// Unwraps a line in the format of Docker (`{"log":"...\n","stream":"stderr","time":"..."}`) or of Kubernetes'
  /// runtimes (`time stdout F ...`); nil for any other.
  public init?(_ line: UnsafeRawBufferPointer) {
    if line.has("{\"log\":\"") {
      self.init(docker: line)
    } else if line.looksLike("0000-00-00T00:00:00", at: 0) {
      self.init(runtime: line)
    } else {
      return nil
    }
  }

  private init?(docker line: UnsafeRawBufferPointer) {
    var place = 8
    guard var content = JSONText.read(line, &place), place <= line.count else { return nil }
    let rest = UnsafeRawBufferPointer(rebasing: line[place...])
    stream = rest.find("\"stream\":\"stderr\"") != nil ? "stderr" : "stdout"
    isPartial = content.last != 0x0A
    if !isPartial { content.removeLast() }
    self.content = content
  }

  private init?(runtime line: UnsafeRawBufferPointer) {
    guard let space = line.find(0x20, from: 19), space < 40 else { return nil }
    if line.has("stdout ", at: space + 1) {
      stream = "stdout"
    } else if line.has("stderr ", at: space + 1) {
      stream = "stderr"
    } else {
      return nil
    }
    let tag = space + 8
    guard tag < line.count, line[tag] == UInt8(ascii: "F") || line[tag] == UInt8(ascii: "P") else { return nil }
    isPartial = line[tag] == UInt8(ascii: "P")
    guard let end = line.find(0x20, from: tag), end <= tag + 32 else { return nil }
    content = [UInt8](line[(end + 1)...])
  }
}
