import Glibc
import SystemCalls

/// A folder with files that is removed when the test lets go of it.
final class TemporaryTree {
  let base: String
  /// The tree; beside it there is room for what must not be reached.
  let root: String

  init(_ files: [String: String] = [:]) throws {
    base = try Files.temporaryFolder("source-tree")
    root = base + "/tree"
    try Files.makeFolder(root)
    for (path, text) in files { try write(path, text) }
  }

  deinit {
    do { try Files.remove(base) } catch { print("left behind: \(error)") }
  }

  func write(_ path: String, _ text: String) throws {
    try Files.makeFolder(Files.parent(of: "\(root)/\(path)"))
    try Files.replace("\(root)/\(path)", with: Array(text.utf8))
  }

  func text(_ path: String) throws -> String { try Files.text("\(root)/\(path)") }

  func exists(_ path: String) -> Bool { Files.exists("\(root)/\(path)") }
}
