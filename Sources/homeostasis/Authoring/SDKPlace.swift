import Glibc
import HealingRuntime
import SystemCalls

/// Where the SDK is, for a compiler: of the installation, or of the checkout.
struct SDKPlace {
  /// The folder of the headers.
  let include: String
  /// The version script of the linker.
  let exports: String
  /// The one file of the Rust face.
  let rustFace: String
  /// The folder of the Swift SDK's library and modules; nil: not installed, as in a checkout.
  let swift: String?
  /// The folder of the pkg-config file; nil: not installed.
  let packages: String?

  init() throws(SystemError) {
    let base = Files.parent(of: Files.parent(of: try Self.templates()))
    exports = "\(base)/exports.map"
    let prefix = Files.parent(of: Files.parent(of: base))
    include = Files.isFolder("\(base)/include") ? "\(base)/include" : "\(prefix)/include"
    rustFace = Files.isFolder("\(base)/rust") ? "\(base)/rust/homeostasis.rs" : "\(base)/sdk/rust/homeostasis.rs"
    let library = "\(prefix)/lib/homeostasis/swift"
    swift = Files.isFolder(library) ? library : nil
    packages = Files.exists("\(prefix)/lib/pkgconfig/homeostasis.pc") ? "\(prefix)/lib/pkgconfig" : nil
  }

  /// The folder of the templates.
  static func templates() throws(SystemError) -> String {
    let installation = try Installation.current()
    let base = Files.parent(of: installation.examples ?? "/nonexistent/examples")
    for place in ["\(base)/templates/new", "\(base)/plugin-sdk/templates/new"] where Files.isFolder(place) {
      return place
    }
    throw SystemError("open", "\(base)/templates/new", number: ENOENT)
  }
}
