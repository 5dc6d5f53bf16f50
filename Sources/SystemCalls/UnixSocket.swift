import CSystemCalls
import Glibc

/// Unix sockets, with descriptors that travel along.
public enum UnixSocket {
  /// A connected pair, close-on-exec. `type` is `SOCK_STREAM` or `SOCK_SEQPACKET`.
  public static func pair(seqpacket: Bool = false) throws(SystemError) -> (OwnedFile, OwnedFile) {
    var ends: [Int32] = [0, 0]
    let type = Int32((seqpacket ? SOCK_SEQPACKET : SOCK_STREAM).rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    _ = try checked("socketpair") { socketpair(AF_UNIX, type, 0, &ends) }
    return (OwnedFile(ends[0]), OwnedFile(ends[1]))
  }

  /// Listens at `path`, which must not exist; only the owner may connect.
  public static func listen(at path: String, seqpacket: Bool = false) throws(SystemError) -> OwnedFile {
    let file = try make(seqpacket)
    try withAddress(path) { address, length throws(SystemError) in
      let before = umask(0o177)
      defer { umask(before) }
      _ = try checked("bind", path) { bind(file.number, address, length) }
    }
    _ = try checked("listen", path) { Glibc.listen(file.number, 64) }
    return file
  }

  /// Connects to the socket at `path`.
  public static func connect(to path: String, seqpacket: Bool = false) throws(SystemError) -> OwnedFile {
    let file = try make(seqpacket)
    try withAddress(path) { address, length throws(SystemError) in
      _ = try checked("connect", path) { Glibc.connect(file.number, address, length) }
    }
    return file
  }

  /// The next connection, close-on-exec.
  public static func accept(_ listener: OwnedFile) throws(SystemError) -> OwnedFile {
    OwnedFile(try checked("accept4") { sc_accept(listener.number) })
  }

  /// Sends bytes and up to 16 descriptors. Returns how many bytes went.
  public static func send(_ bytes: [UInt8], files: [OwnedFile] = [], over socket: OwnedFile) throws(SystemError) -> Int
  {
    let numbers = files.map(\.number)
    let sent = try checked("sendmsg") { sc_send_files(socket.number, bytes, bytes.count, numbers, numbers.count) }
    withExtendedLifetime(files) {}
    return sent
  }

  /// Receives up to `count` bytes and the descriptors that came along; no bytes: the other side is gone.
  public static func receive(_ count: Int, over socket: OwnedFile) throws(SystemError) -> ([UInt8], [OwnedFile]) {
    var numbers = [Int32](repeating: -1, count: 16)
    var received = numbers.count
    var bytes = [UInt8](repeating: 0, count: count)
    let read = try checked("recvmsg") { sc_receive_files(socket.number, &bytes, count, &numbers, &received) }
    return (Array(bytes.prefix(read)), numbers.prefix(received).map(OwnedFile.init))
  }

  private static func make(_ seqpacket: Bool) throws(SystemError) -> OwnedFile {
    let type = Int32((seqpacket ? SOCK_SEQPACKET : SOCK_STREAM).rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    return OwnedFile(try checked("socket") { socket(AF_UNIX, type, 0) })
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws(SystemError) -> Void
  ) throws(SystemError) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path) - 1
    if path.utf8.count > room { throw SystemError("bind", "\(path) (longer than \(room) bytes)", number: ENAMETOOLONG) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    var failure: SystemError?
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        do throws(SystemError) { try body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }
}
