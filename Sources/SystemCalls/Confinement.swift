import CSystemCalls
import Glibc

/// What a process that runs somebody else's code may still do. It can write, make, remove or run no file, start no
/// process, and reach into no other one; the rest is said here.
public struct Confinement: Sendable {
  /// Files and folders that it may read, of which those that are not there are passed over; nil: everything.
  public var readable: [String]?
  /// Whether it may open sockets and use the network.
  public var opensSockets: Bool

  /// Confines nothing yet.
  public init(readable: [String]?, opensSockets: Bool) {
    self.readable = readable
    self.opensSockets = opensSockets
  }

  /// Confines the calling thread and those that it starts, for ever, as far as the kernel can. Call it while the process
  /// has no other thread.
  /// - Throws: when something that the kernel can do fails.
  public func apply() throws(SystemError) {
    let paths = (readable ?? []).map { strdup($0) }
    defer { for path in paths { free(path) } }
    let result = paths.map { UnsafePointer($0) }.withUnsafeBufferPointer { paths in
      var confinement = sc_confinement(
        readable: paths.baseAddress, readable_count: paths.count, reads_everything: readable == nil,
        opens_sockets: opensSockets)
      return sc_confine(&confinement)
    }
    if result != 0 { throw SystemError("confine") }
  }

  /// The version of Landlock that the kernel has; 0: none. Files need 1, TCP 4, signals 6.
  public static var landlockVersion: Int { Int(sc_landlock_version()) }
  /// Whether the kernel filters system calls.
  public static var hasSeccomp: Bool { sc_has_seccomp() }
}
