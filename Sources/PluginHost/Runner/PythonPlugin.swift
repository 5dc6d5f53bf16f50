import Glibc
public import SystemCalls

/// A plugin that is a Python file: its process is the interpreter, which speaks the runner's protocol.
public enum PythonPlugin {
  /// Whether the file at `path` is one, by its name.
  static func isOne(_ path: String) -> Bool { path.hasSuffix(".py") }

  /// What the files of plugins end in: libraries, Python files.
  static let suffixes = [".so", ".py"]

  /// What a copy of the plugin at `path` ends in.
  static func suffix(of path: String) -> String { suffixes[isOne(path) ? 1 : 0] }

  /// The program that such a plugin runs in: of the installation that `runner` belongs to, or of its checkout.
  static func runner(beside runner: String) throws(SystemError) -> String {
    var folder = Files.parent(of: runner)
    while true {
      for place in ["share/homeostasis/sdk/python", "plugin-sdk/python"] {
        let program = "\(folder)/\(place)/homeostasis.py"
        if access(program, X_OK) == 0 { return program }
      }
      if folder == "/" || folder == "." { throw SystemError("find", "homeostasis.py", number: ENOENT) }
      folder = Files.parent(of: folder)
    }
  }

  /// Stands beside the plugins in a checkout, and is none.
  static let confinementLibrary = "libHomeostasisConfinement.so"

  /// The library that an interpreter confines itself with: beside the runner, or in its installation.
  public static func confinement(beside runner: String) throws(SystemError) -> String {
    let folder = Files.parent(of: runner)
    for place in [folder, "\(Files.parent(of: folder))/lib/homeostasis"] {
      let library = "\(place)/\(confinementLibrary)"
      if Files.exists(library) { return library }
    }
    throw SystemError("find", confinementLibrary, number: ENOENT)
  }
}
