import CSystemCalls
public import Glibc

/// A file descriptor that is closed when its last reference goes.
public final class OwnedFile: Sendable {
  /// The number; valid as long as this object lives.
  public let number: Int32

  /// Takes ownership of `number`.
  public init(_ number: Int32) { self.number = number }

  deinit { Glibc.close(number) }

  /// Opens a file, close-on-exec.
  public convenience init(opening path: String, _ flags: Int32, mode: mode_t = 0o644) throws(SystemError) {
    self.init(try checked("open", path) { open(path, flags | O_CLOEXEC, mode) })
  }

  /// Opens a path below `folder`; a path or link that leads out fails with `EXDEV`, and with `noLinks` any symbolic
  /// link on the way fails with `ELOOP`.
  public convenience init(
    beneath folder: OwnedFile, _ path: String, _ flags: Int32, mode: mode_t = 0o644, noLinks: Bool = false
  ) throws(SystemError) {
    self.init(try checked("openat2", path) { sc_open_beneath(folder.number, path, flags, mode, noLinks) })
  }

  /// Another descriptor for the same open file, close-on-exec.
  public func duplicate() throws(SystemError) -> OwnedFile {
    OwnedFile(try checked("dup") { fcntl(number, F_DUPFD_CLOEXEC, 3) })
  }

  /// Whether reads and writes return at once when there is nothing to do.
  public func setNonBlocking(_ on: Bool) throws(SystemError) {
    _ = try checked("fcntl") { sc_set_nonblocking(number, on) }
  }

  /// Both ends of a pipe, close-on-exec.
  public static func pipe() throws(SystemError) -> (read: OwnedFile, write: OwnedFile) {
    var ends: [Int32] = [0, 0]
    _ = try checked("pipe2") { sc_pipe(&ends) }
    return (OwnedFile(ends[0]), OwnedFile(ends[1]))
  }
}

extension OwnedFile {
  /// Reads up to `count` bytes; empty at the end of the file.
  public func read(_ count: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      do throws(SystemError) {
        used = try checked("read") { Glibc.read(number, buffer.baseAddress, count) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads to the end of the file, at most `limit` bytes; more is an `EFBIG`.
  public func readAll(limit: Int = 64 << 20) throws(SystemError) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let part = try read(1 << 16)
      if part.isEmpty { return all }
      all += part
      if all.count > limit { throw SystemError("read", "more than \(limit) bytes", number: EFBIG) }
    }
  }

  /// Writes all bytes.
  public func writeAll(_ bytes: some ContiguousBytesSource) throws(SystemError) {
    var failure: SystemError?
    bytes.withBytes { buffer in
      var done = 0
      do throws(SystemError) {
        while done < buffer.count {
          done += try checked("write") { Glibc.write(number, buffer.baseAddress! + done, buffer.count - done) }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}

/// Bytes that lie in one piece: arrays and the UTF-8 of strings.
public protocol ContiguousBytesSource {
  /// Calls `body` with the bytes, which are valid until it returns.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

extension [UInt8]: ContiguousBytesSource {
  /// Lends the array's own memory.
  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes { body($0) } }
}

extension String: ContiguousBytesSource {
  /// Copies the string first when it is not stored as UTF-8 in one piece.
  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
    var copy = self
    copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}
