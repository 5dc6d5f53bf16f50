import Digest
import Glibc
import SystemCalls

/// Copies libraries to where they are loaded from. The loader silently gives back old code for a path or inode that it
/// has seen, and overwriting a mapped file crashes its users: so every load is from a new inode at a new path.
public struct PluginStaging: Sendable {
  private let folder: String

  /// Uses `folder`, which is made when it is missing.
  public init(folder: String) { self.folder = folder }

  /// Copies the library at `path`, and returns the copy and the hash of its bytes, taken over the copy.
  public func stage(_ path: String) throws(PluginFailure) -> StagedLibrary {
    do throws(SystemError) {
      try Files.makeFolder(folder, mode: 0o700)
      let bytes = try Files.read(path, limit: 1 << 30)
      let hash = SHA256.hex(of: bytes)
      let name = Files.name(of: path).split(separator: ".").first.map(String.init) ?? "plugin"
      let suffix = PythonPlugin.isOne(path) ? ".py" : ".so"
      for number in 1...10_000 {
        let copy = "\(folder)/\(name)-\(hash.prefix(16))-\(getpid())-\(number)\(suffix)"
        let descriptor = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o500)
        if descriptor < 0 {
          if errno == EEXIST { continue }
          throw SystemError("open", copy)
        }
        try OwnedFile(descriptor).writeAll(bytes)
        return StagedLibrary(path: copy, original: path, hash: hash)
      }
      throw SystemError("open", folder, number: EEXIST)
    } catch {
      throw PluginFailure("plugin.stage", path, "cannot be copied for loading: \(error)")
    }
  }
}

/// A copy of a library that is loaded once and by nobody else.
public struct StagedLibrary: Sendable, Hashable {
  /// The copy: a path that no library was loaded from before.
  public let path: String
  /// Where it was copied from.
  public let original: String
  /// SHA-256 of its bytes.
  public let hash: String

  /// Deletes the copy's name; what is mapped stays mapped.
  public func unlink() { _ = Glibc.unlink(path) }
}
