import SystemCalls
import TestSupport

/// A folder with a service of which a host sees only the log, and with the host's configuration.
struct LoggedShop {
  let folder: TemporaryFolder

  /// Its folder `plugins` is there, and empty.
  /// - Parameter pipeline: the stages behind the monitor, each on a line of its own.
  init(mode: String = "observe", _ pipeline: String, limits: String = "") throws {
    folder = try TemporaryFolder()
    try folder.write("service/shop.py", "print('hello')\n")
    try folder.write("shop.log", "")
    try Files.makeFolder("\(folder.path)/plugins")
    try configure(mode: mode, pipeline, limits: limits)
  }

  /// The path of the configuration.
  var configuration: String { "\(folder.path)/homeostasis.yaml" }

  /// Writes the configuration anew.
  func configure(mode: String = "observe", _ pipeline: String, limits: String = "") throws {
    let stages = pipeline.split(separator: "\n").map { "    \($0)\n" }.joined()
    let bounds = limits.isEmpty ? "" : "limits:\n  \(limits)\n"
    try folder.write(
      "homeostasis.yaml",
      """
      version: 1
      mode: \(mode)
      state: sqlite:state/state.db
      plugins: {path: [plugins]}
      services:
        shop: {language: python, source: ./service, logs: [shop.log]}
      pipelines:
        web:
          services: [shop]
          monitors: [log]
      \(stages)\(bounds)
      """)
  }
}
