import Digest
import Glibc
import PluginCheck
import SystemCalls

/// What an author works on: one source file, or a folder with a Makefile such as `plugin new` makes.
struct PluginSource: Sendable {
  /// Absolute.
  let path: String
  let isFolder: Bool

  /// - Throws: when there is nothing at `path`.
  init(_ path: String) throws(SystemError) {
    self.path = try Files.resolve(path)
    isFolder = Files.isFolder(self.path)
  }

  /// The folder that is watched.
  var folder: String { isFolder ? path : Files.parent(of: path) }

  /// Builds it, if it was not built from this content already.
  func build(stop: (@Sendable () -> Bool)? = nil) throws(BuildFailure) -> BuiltPlugin {
    guard isFolder else { return try SourcePlugin(path: path).library(stop: stop) }
    var make = BuildCommand(["make"], stop: stop)
    make.folder = path
    do throws(SystemError) {
      if let packages = try SDKPlace().packages {
        let others = getenv("PKG_CONFIG_PATH").map { [String(cString: $0)] } ?? []
        // The caller's own comes first: it may name another installation on purpose.
        make.variables["PKG_CONFIG_PATH"] = (others + [packages]).joined(separator: ":")
      }
    } catch {
      throw BuildFailure("the SDK is not found: \(error)")
    }
    let output = try make.run()
    return BuiltPlugin(library: try product(), output: output)
  }

  /// The library that is named like the folder, or the only one in it.
  private func product() throws(BuildFailure) -> String {
    let own = Files.name(of: path)
    for suffix in ["so", "py"] {
      if Files.exists("\(path)/\(own).\(suffix)") { return "\(path)/\(own).\(suffix)" }
    }
    let names: [String]
    do throws(SystemError) { names = try Files.list(path) } catch { throw BuildFailure("\(error)") }
    for suffix in [".so", ".py"] {
      let found = names.filter { $0.hasSuffix(suffix) }
      if found.count == 1 { return "\(path)/\(found[0])" }
      if found.count > 1 {
        throw BuildFailure("\(path) has \(found.joined(separator: ", ")), and none is named \(own)\(suffix)")
      }
    }
    throw BuildFailure("make has made no .so in \(path), and there is no .py: which is the plugin?")
  }

  /// The recorded incidents beside it; without any a made-up one.
  func recordings() throws(SystemError) -> [Recording] {
    let own = try Recording.all(in: folder)
    if !own.isEmpty { return own }
    return [Recording(incident: try SDKPlace.templates() + "/incidents/deployer.json")]
  }

  /// Changes when anything changes that the plugin is made of, or that it is tried with.
  func fingerprint() throws(SystemError) -> String {
    var hash = SHA256()
    if isFolder {
      var left = Self.filesAtMost
      try add(path, to: &hash, &left)
    } else {
      try Self.add(file: path, to: &hash)
      for recording in try Recording.all(in: folder) {
        try Self.add(file: recording.incident, to: &hash)
        if let expected = recording.expected { try Self.add(file: expected, to: &hash) }
      }
    }
    return hash.finalizeHex()
  }

  private static let filesAtMost = 10_000
  private static let passedOver: Set<String> = ["target", "__pycache__", "node_modules"]
  private static let products = [".so", ".o", ".a", ".d", ".rlib", ".pyc", "~"]

  private func add(_ folder: String, to hash: inout SHA256, _ left: inout Int) throws(SystemError) {
    for name in try Files.list(folder) where !name.hasPrefix(".") && !Self.passedOver.contains(name) {
      let place = "\(folder)/\(name)"
      var status = stat()
      guard lstat(place, &status) == 0 else { continue }  // It went away meanwhile.
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try add(place, to: &hash, &left)
      case S_IFREG where !Self.products.contains(where: name.hasSuffix):
        left -= 1
        if left < 0 { throw SystemError("read", "more than \(Self.filesAtMost) files in \(path)", number: E2BIG) }
        try Self.add(file: place, to: &hash)
      default: break
      }
    }
  }

  private static func add(file: String, to hash: inout SHA256) throws(SystemError) {
    hash.update("\(file)\n")
    // A file that goes away while it is looked at is a change that is seen again.
    do throws(SystemError) { hash.update(try Files.read(file)) } catch  where error.number == ENOENT {}
  }
}
