import SystemCalls

/// A folder that goes with its object.
public final class TemporaryFolder: Sendable {
  /// Absolute, without links.
  public let path: String

  /// Makes an empty folder; `name` begins its name, and the rest is chosen.
  public init(_ name: String = "homeostasis-test") throws { path = try Files.resolve(Files.temporaryFolder(name)) }

  deinit { try? Files.remove(path) }  // It is temporary anyway.

  /// Writes a file, with the folders above it.
  @discardableResult
  public func write(_ relative: String, _ text: String) throws -> String {
    let file = "\(path)/\(relative)"
    try Files.makeFolder(Files.parent(of: file))
    try Files.replace(file, with: Array(text.utf8))
    return file
  }
}
