import Glibc
import SystemCalls

/// The sandbox's `/etc`: a few files of the host that programs need, and users and hosts that are nobody's.
enum EtcFolder {
  private static let copied = [
    "ld.so.cache", "ld.so.conf", "localtime", "timezone", "mime.types", "protocols", "services", "os-release",
    "debian_version", "magic", "locale.alias", "ssl/openssl.cnf", "ssl/certs/ca-certificates.crt", "pki/tls/cert.pem",
  ]

  /// Makes the folder. A file that the host does not have is left out.
  static func write(to folder: String) throws(SystemError) {
    try Files.makeFolder(folder)
    for name in copied where Files.exists("/etc/\(name)") {
      try Files.makeFolder(Files.parent(of: "\(folder)/\(name)"))
      try write(try Files.read("/etc/\(name)"), to: "\(folder)/\(name)")
    }
    try copyLinks("alternatives", to: folder)
    try write(Array(users.utf8), to: "\(folder)/passwd")
    try write(Array("root:x:0:\nsandbox:x:\(getegid()):\nnogroup:x:65534:\n".utf8), to: "\(folder)/group")
    try write(Array("127.0.0.1 localhost sandbox\n::1 localhost\n".utf8), to: "\(folder)/hosts")
    try write(Array("sandbox\n".utf8), to: "\(folder)/hostname")
    try write(Array("passwd: files\ngroup: files\nhosts: files\n".utf8), to: "\(folder)/nsswitch.conf")
    try write([], to: "\(folder)/resolv.conf")
  }

  /// Root, the user that runs this, and all that commands may run as, with one home.
  private static var users: String {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    var lines = ["root:x:0:0::/:/bin/sh", "nobody:x:65534:65534::/:/bin/sh"]
    if geteuid() != 0 { lines.append("sandbox:x:\(geteuid()):\(getegid())::\(home):/bin/sh") }
    for number in SandboxUser.numbers { lines.append("sandbox:x:\(number):\(number)::\(home):/bin/sh") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Readable for all: the command may run as another user.
  private static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let file = try OwnedFile(opening: path, O_WRONLY | O_CREAT | O_TRUNC)
    try file.writeAll(bytes)
    _ = try checked("fchmod", path) { fchmod(file.number, 0o644) }
  }

  /// Debian leads from `/usr/bin/java` and many others through `/etc/alternatives` back into `/usr`.
  private static func copyLinks(_ name: String, to folder: String) throws(SystemError) {
    guard Files.isFolder("/etc/\(name)") else { return }
    try Files.makeFolder("\(folder)/\(name)")
    for link in try Files.list("/etc/\(name)") {
      var buffer = [CChar](repeating: 0, count: 4_097)
      if readlink("/etc/\(name)/\(link)", &buffer, buffer.count - 1) <= 0 { continue }
      _ = try checked("symlink", link) { symlink(buffer, "\(folder)/\(name)/\(link)") }
    }
  }
}
