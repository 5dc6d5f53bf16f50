import Digest
import Glibc
import SystemCalls

/// A plugin that is one source file. It is compiled once for each content, and kept by the content's hash.
struct SourcePlugin {
  let path: String

  /// The library, and what the compilers wrote meanwhile.
  /// - Parameter stop: asked now and then; true ends the compiler.
  func library(stop: (@Sendable () -> Bool)? = nil) throws(BuildFailure) -> BuiltPlugin {
    if path.hasSuffix(".py") { return BuiltPlugin(library: path, output: "") }
    let (sdk, library) = try BuildFailure.telling("\(path) cannot be compiled") { () throws(SystemError) in
      let (sdk, folder) = (try SDKPlace(), "\(Self.cache)/homeostasis/plugins")
      try Files.makeFolder(folder, mode: 0o700)
      // The face is part of what is compiled: a newer one gives another library.
      let content = try Files.read(path) + Files.read("\(sdk.include)/homeostasis/plugin.h")
      return (sdk, "\(folder)/\(SHA256.hex(of: content)).so")
    }
    if Files.exists(library) { return BuiltPlugin(library: library, output: "") }
    let fresh = "\(library).\(getpid())"
    var output = ""
    do throws(BuildFailure) {
      for command in try commands(sdk, fresh) { output += try BuildCommand(command, stop: stop).run() }
    } catch {
      throw sdk.swift.flatMap { otherCompiler($0) } ?? error
    }
    guard rename(fresh, library) == 0 else { throw BuildFailure("\(SystemError("rename", library))") }
    return BuiltPlugin(library: library, output: output)
  }

  /// The library of the source at `path`, and the incident to try it with: a made-up one where none is named.
  static func ready(_ path: String, trying incident: String?) throws(BuildFailure) -> (String, String) {
    let (source, sample) = try BuildFailure.telling("\(path) cannot be compiled") { () throws(SystemError) in
      (try Files.resolve(path), try SDKPlace.templates() + "/incidents/deployer.json")
    }
    return (try SourcePlugin(path: source).library().library, incident ?? sample)
  }

  /// Why a Swift file cannot be compiled whatever it holds; nil: it is for another reason.
  private func otherCompiler(_ swift: String) -> BuildFailure? {
    guard path.hasSuffix(".swift"),
      // What cannot be read or run is no reason: the compiler's own words are shown then.
      let maker = try? Files.text("\(swift)/compiler").split(separator: "\n").first,
      let this = try? BuildCommand(["swiftc", "--version"]).text().split(separator: "\n").first, this != maker
    else { return nil }
    return BuildFailure(
      "the Swift SDK in \(swift) was made by \(maker), and this is \(this): take that compiler, or see docs/plugins/swift.md"
    )
  }

  private func commands(_ sdk: SDKPlace, _ target: String) throws(BuildFailure) -> [[String]] {
    let shared = ["-O2", "-fPIC", "-shared", "-fvisibility=hidden", "-I", sdk.include]
    let map = "-Wl,--version-script=\(sdk.exports)"
    switch path.split(separator: ".").last.map(String.init) {
    case "c": return [["cc", "-std=gnu11"] + shared + [path, map, "-o", target]]
    case "cpp", "cc", "cxx":
      return [["c++", "-std=c++17", "-fno-gnu-unique"] + shared + [path, map, "-o", target]]
    case "rs":
      let face = "\(Files.parent(of: target))/libhomeostasis-\(getpid()).rlib"  // rustc asks for this form of name.
      let rustc = ["rustc", "--edition", "2021", "-O", "--crate-type"]
      return [
        rustc + ["rlib", "--crate-name", "homeostasis", sdk.rustFace, "-o", face],
        rustc + ["cdylib", "--crate-name", "plugin", "--extern", "homeostasis=\(face)", path, "-o", target],
        ["rm", "-f", face],
      ]
    case "swift":
      guard let swift = sdk.swift else {
        throw BuildFailure(
          "the Swift SDK is not installed beside this program: take the one of `make install PREFIX=...`")
      }
      return [
        [
          "swiftc", "-swift-version", "6", "-O", "-parse-as-library", "-emit-library", "-module-name", "Plugin", "-I",
          sdk.include, "-I", swift, path, "-L", swift, "-lHomeostasisSDK", "-Xlinker",
          "--version-script=\(sdk.exports)", "-o", target,
        ]
      ]
    default: throw BuildFailure("\(path) is none of .c, .cpp, .rs, .swift and .py")
    }
  }

  private static var cache: String {
    if let folder = getenv("XDG_CACHE_HOME"), folder[0] != 0 { return String(cString: folder) }
    return "\(getenv("HOME").map { String(cString: $0) } ?? "/tmp")/.cache"
  }
}
