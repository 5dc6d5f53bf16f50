import SystemCalls

/// Plugins that the tests compile themselves.
public enum CompiledPlugin {
  /// Compiles one C file against the SDK's headers into `folder`, and returns the library.
  public static func c(_ source: String, into folder: TemporaryFolder, flags: [String] = []) throws -> String {
    let library = "\(folder.path)/\(Files.name(of: source).dropLast(2)).so"
    let arguments =
      [
        "-std=c11", "-Wall", "-Wextra", "-fPIC", "-shared", "-fvisibility=hidden", "-I",
        "\(Built.root)/plugin-sdk/include",
      ]
      + flags + [source, "-o", library]
    let result = try Command(SpawnRequest("cc", arguments, environment: ["PATH": "/usr/bin:/bin"])).run()
    if !result.succeeded { throw DoesNotCompile(source: source, output: result.errorText) }
    return library
  }

  struct DoesNotCompile: Error {
    let source: String
    let output: String
  }
}
