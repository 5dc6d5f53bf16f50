import Digest
import Glibc
import HealingRuntime
import SystemCalls

extension Commands {
  static let pluginRun = CommandDescription(
    name: "run", summary: "compile one source file as a plugin, and show what it says to an incident",
    operands: "FILE",
    options: [
      OptionDescription(
        name: "--incident", value: "FILE", summary: "a recorded incident (default: a made-up KeyError)")
    ],
    examples: ["homeostasis plugin run analyzer.c", "homeostasis plugin run analyzer.py --incident incident.json"]
  ) { invocation throws(CommandFailure) in
    let source = try invocation.operand("file")
    guard Files.exists(source) else { throw CommandFailure(.notFound, "there is no file \(source)") }
    let library: String
    let incident: String
    do throws(SystemError) {
      let sample = try SDKPlace.templates() + "/incidents/deployer.json"
      incident = invocation["--incident"] ?? sample
      library = try SourcePlugin(path: Files.resolve(source)).library()
    } catch {
      throw error.number == 0
        ? CommandFailure(.failed, error.call) : CommandFailure(error, doing: "\(source) cannot be compiled")
    }
    Terminal.out(try pretty(try await replay(library, incident: incident)))
    return .done
  }
}

/// A plugin that is one source file. It is compiled once for each content, and kept by the content's hash.
private struct SourcePlugin {
  let path: String

  func library() throws(SystemError) -> String {
    if path.hasSuffix(".py") { return path }
    let sdk = try SDKFolders()
    let folder = "\(Self.cache)/homeostasis/plugins"
    try Files.makeFolder(folder, mode: 0o700)
    // The face is part of what is compiled: a newer one gives another library.
    let content = try Files.read(path) + Files.read("\(sdk.include)/homeostasis/plugin.h")
    let library = "\(folder)/\(SHA256.hex(of: content)).so"
    if Files.exists(library) { return library }
    let fresh = "\(library).\(getpid())"
    for command in try commands(sdk, fresh) { try compile(command) }
    guard rename(fresh, library) == 0 else { throw SystemError("rename", library) }
    return library
  }

  private func commands(_ sdk: SDKFolders, _ target: String) throws(SystemError) -> [[String]] {
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
    default:
      throw SystemError("\(path) is none of .c, .cpp, .rs and .py; for Swift see homeostasis plugin new", number: 0)
    }
  }

  private func compile(_ command: [String]) throws(SystemError) {
    var environment: [String: String] = [:]
    for name in ["PATH", "HOME", "LANG", "TMPDIR"] { environment[name] = getenv(name).map { String(cString: $0) } }
    var compiler = Command(SpawnRequest(command[0], Array(command.dropFirst()), environment: environment))
    compiler.wallLimit = .seconds(300)
    let result = try compiler.run()
    if !result.succeeded { throw SystemError("\(command[0]) says:\n\(result.errorText)", number: 0) }
  }

  private static var cache: String {
    if let folder = getenv("XDG_CACHE_HOME"), folder[0] != 0 { return String(cString: folder) }
    return "\(getenv("HOME").map { String(cString: $0) } ?? "/tmp")/.cache"
  }
}

/// The parts of the SDK that a compiler is told: of the installation, or of the checkout.
private struct SDKFolders {
  let include, exports, rustFace: String

  init() throws(SystemError) {
    let templates = try SDKPlace.templates()
    let base = Files.parent(of: Files.parent(of: templates))
    exports = "\(base)/exports.map"
    let prefix = Files.parent(of: Files.parent(of: base))
    include = Files.isFolder("\(base)/include") ? "\(base)/include" : "\(prefix)/include"
    rustFace = Files.isFolder("\(base)/rust") ? "\(base)/rust/homeostasis.rs" : "\(base)/sdk/rust/homeostasis.rs"
  }
}
