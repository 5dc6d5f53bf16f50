import Glibc

/// A hold that is a file: what stands in it is the reason. It holds across restarts and can be set with any tool.
///
/// A file that is there and cannot be read holds, too: in doubt nothing is done.
public struct FileHold: HoldSwitch {
  /// Where the file is.
  public let path: String

  /// How often a released hold is looked for.
  private static let pace: Duration = .milliseconds(250)
  /// A reason is a sentence.
  private static let longest = 512

  /// Makes a hold; the file need not exist.
  public init(path: String) { self.path = path }

  /// The text of the file. One open and one read of a local file: short enough for any thread.
  public var reason: String? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return errno == ENOENT || errno == ENOTDIR ? nil : "\(path) cannot be read" }
    defer { close(file) }
    let text = withUnsafeTemporaryAllocation(byteCount: Self.longest, alignment: 1) { buffer in
      let count = read(file, buffer.baseAddress, buffer.count)
      return String(decoding: UnsafeRawBufferPointer(buffer).prefix(max(0, count)), as: UTF8.self)
    }
    let line = text.prefix { !$0.isNewline }
    return line.isEmpty ? "\(path) exists" : String(line)
  }

  /// Looks four times a second: a file can go in ways that no watch on its folder tells of.
  public func released() async {
    while reason != nil, !Task.isCancelled {
      try? await Task.sleep(for: Self.pace)  // Throws only when cancelled, which the loop looks at.
    }
  }
}
