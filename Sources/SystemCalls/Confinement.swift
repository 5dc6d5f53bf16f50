import CSystemCalls
import Glibc

/// What a process that runs somebody else's code may still do. It can run no file, start no process, and reach
/// into no other one; the rest is said here.
public struct Confinement: Sendable {
  /// Files and folders that it may read, of which those that are not there are passed over; nil: everything.
  public var readable: [String]?
  /// Whether it may open sockets and use the network.
  public var opensSockets: Bool

  /// Files, and folders with all below them, that it may also write, make and remove.
  public var writable: [String]
  /// Where it may connect to by TCP, although it opens no other sockets.
  public var ports: [UInt16]

  /// Confines nothing yet.
  public init(readable: [String]?, writable: [String] = [], opensSockets: Bool, ports: [UInt16] = []) {
    self.readable = readable
    self.writable = writable
    self.opensSockets = opensSockets
    self.ports = ports
  }

  /// Confines the calling thread and those that it starts, for ever, as far as the kernel can. Call it while the process
  /// has no other thread.
  /// - Throws: when something that the kernel can do fails.
  public func apply() throws(SystemError) {
    let result = Self.lent(readable ?? []) { readable in
      Self.lent(writable) { writable in
        ports.withUnsafeBufferPointer { ports in
          var confinement = sc_confinement(
            readable: readable.baseAddress, readable_count: readable.count, reads_everything: self.readable == nil,
            opens_sockets: opensSockets, writable: writable.baseAddress, writable_count: writable.count,
            ports: ports.baseAddress, port_count: ports.count)
          return sc_confine(&confinement)
        }
      }
    }
    if result != 0 { throw SystemError("confine") }
  }

  private static func lent(
    _ paths: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Int32
  ) -> Int32 {
    let copies = paths.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return copies.map { UnsafePointer($0) }.withUnsafeBufferPointer { body($0) }
  }

  /// The version of Landlock that the kernel has; 0: none. Files need 1, TCP 4, signals 6.
  public static var landlockVersion: Int { Int(sc_landlock_version()) }
  /// Whether the kernel filters system calls.
  public static var hasSeccomp: Bool { sc_has_seccomp() }
}
