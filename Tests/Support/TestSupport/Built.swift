import Glibc
import SystemCalls

/// What the build put beside the running tests.
public enum Built {
  /// The folder of the products.
  public static let folder: String = {
    guard let own = try? Files.resolve("/proc/self/exe") else { preconditionFailure("/proc is not there") }
    return Files.parent(of: own)
  }()

  /// The root of the package.
  public static let root = Files.parent(of: Files.parent(of: Files.parent(of: Files.parent(of: #filePath))))

  /// A program or library of the package.
  /// - Throws: which `swift build` makes it.
  public static func product(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    if !Files.exists(path) { throw NotBuilt(path: path) }
    return path
  }

  /// What a program of the tests needs to find its tools.
  public static let environment: [String: String] = [
    "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
    "HOME": getenv("HOME").map { String(cString: $0) } ?? "/root",
    "LANG": "C.UTF-8",
    // Not the developer's own.
    "XDG_CACHE_HOME": "\(folder)/tests-cache",
  ]

  /// The library of a plugin of the package.
  public static func plugin(_ name: String) throws -> String { try product("lib\(name).so") }

  struct NotBuilt: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) is not built: run `swift build` before the tests, or `make test`" }
  }
}
