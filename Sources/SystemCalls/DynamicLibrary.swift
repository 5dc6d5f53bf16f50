import Glibc

/// A shared library in this process. It stays mapped for ever: unloading Swift, C++ and Rust libraries is not sound
/// (measured on glibc 2.36), so there is no way to close one.
public struct DynamicLibrary: @unchecked Sendable {
  // Sendable: the loader's handle is only ever read.
  private let handle: UnsafeMutableRawPointer

  /// When functions of other libraries are bound.
  public enum Binding: Sendable { case now, whenCalled }

  /// Loads a library with none of its symbols shared with others. A path that was loaded before gives the
  /// old code again, whatever stands there now: load a new generation from a new inode at a new path.
  /// - Parameter binds: when functions of other libraries are bound; data of others always at once. A module of Python
  ///   has functions that only Python brings, and nobody else calls what needs them.
  /// - Throws: the loader's own words.
  public init(path: String, binds: Binding = .now) throws(DynamicLibraryFailure) {
    guard let handle = dlopen(path, (binds == .now ? RTLD_NOW : RTLD_LAZY) | RTLD_LOCAL | RTLD_NODELETE) else {
      throw DynamicLibraryFailure(path: path, reason: dlerror().map { String(cString: $0) } ?? "unknown")
    }
    self.handle = handle
  }

  /// The address of an exported symbol, or nil.
  public func symbol(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }
}

/// Why a library could not be loaded.
public struct DynamicLibraryFailure: Error, Sendable, CustomStringConvertible {
  /// As it was given.
  public let path: String
  /// The loader's own words: often another path and a missing symbol.
  public let reason: String
  /// One line: path and reason.
  public var description: String { "cannot load \(path): \(reason)" }
}
