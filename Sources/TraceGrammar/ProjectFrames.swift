public import Healing
public import Patterns

/// Tells the frames of a service's own code from those of libraries, and makes their paths relative to its root.
///
/// A trace may have been written elsewhere: in a container, in a sandbox, by a build. So a path that lies outside of
/// the root is looked for below it by its end, the longest first. Nothing in a trace can name a file outside of the
/// root.
public struct ProjectFrames: Sendable {
  private let roots: [[Substring]]
  private let libraryPaths: [Pattern]
  private let sourceRoots: [String]
  private let exists: @Sendable (String) -> Bool

  /// Makes the rules of one service.
  /// - Parameters:
  ///   - roots: absolute paths under which the service's tree is known: as configured, and with links resolved.
  ///   - libraryPaths: expressions of the language pack; a path in which one matches is a library's.
  ///   - sourceRoots: folders of the tree in which the runtime's paths begin, such as `src/main/java`.
  ///   - exists: whether there is a file at a path relative to the root.
  public init(
    roots: [String], libraryPaths: [Pattern], sourceRoots: [String] = [], exists: @escaping @Sendable (String) -> Bool
  ) {
    self.roots = roots.map { $0.split(separator: "/") }
    self.libraryPaths = libraryPaths
    self.sourceRoots = sourceRoots
    self.exists = exists
  }

  /// The exceptions with their frames marked.
  public func mark(_ exceptions: [ThrownException]) -> [ThrownException] {
    exceptions.map { exception in
      var exception = exception
      exception.frames = exception.frames.map(mark)
      return exception
    }
  }

  /// The frame with `project` set, and then with its path relative to the root.
  public func mark(_ frame: StackFrame) -> StackFrame {
    var marked = frame
    marked.project = false
    guard let path = ownPath(frame.file) else { return marked }
    marked.file = path
    marked.project = true
    return marked
  }

  private func ownPath(_ file: String) -> String? {
    guard !file.isEmpty, file.utf8.count <= 4_096, !file.hasPrefix("<"), !file.utf8.contains(0) else { return nil }
    guard let parts = plainParts(file) else { return nil }
    if file.hasPrefix("/"), let root = roots.first(where: { parts.count > $0.count && parts.starts(with: $0) }) {
      let path = parts.dropFirst(root.count).joined(separator: "/")
      return isLibrary(path) ? nil : path
    }
    guard !isLibrary(file) else { return nil }
    return file.hasPrefix("/") ? byEnd(parts) : below(parts.joined(separator: "/")) ?? byEnd(parts)
  }

  /// The parts of a path without `.` and `..`; nil when it leads out of where it starts.
  private func plainParts(_ file: String) -> [Substring]? {
    var parts: [Substring] = []
    for part in file.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else if part != "." {
        parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts
  }

  private func isLibrary(_ path: String) -> Bool { libraryPaths.contains { $0.matches(path) } }

  private func below(_ path: String) -> String? {
    if exists(path) { return path }
    return sourceRoots.lazy.map { $0 + "/" + path }.first(where: exists)
  }

  private func byEnd(_ parts: [Substring]) -> String? {
    // A name alone says too little: many trees have a main file of the same name.
    for start in parts.indices.dropFirst().prefix(32) where parts.count - start > 1 || parts.count == 2 {
      if let path = below(parts[start...].joined(separator: "/")), !isLibrary(path) { return path }
    }
    return nil
  }
}
