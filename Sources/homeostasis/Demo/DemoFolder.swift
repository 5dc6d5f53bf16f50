import Glibc
import HealingRuntime
import SystemCalls

/// The folders of one run of the demo: a copy of the story that goes when the run ends, and the results, which stay.
struct DemoFolder: Sendable {
  /// The copy of the story: configuration and service.
  let story: String
  /// The patch and the record.
  let results: String

  /// - Parameter name: of the story's folder in `examples`.
  static func make(_ name: String) throws(CommandFailure) -> DemoFolder {
    do throws(SystemError) {
      guard let examples = try Installation.current().examples else {
        throw SystemError("open", "examples/\(name)", number: ENOENT)
      }
      let story = try Files.resolve(Files.temporaryFolder("homeostasis-demo"))
      try copy("\(examples)/\(name)", to: story)
      return DemoFolder(story: story, results: try Files.temporaryFolder("homeostasis-demo-results"))
    } catch {
      throw CommandFailure(error, doing: "the demo's folder cannot be made")
    }
  }

  var configuration: String { "\(story)/homeostasis.yaml" }

  /// Deletes the copy. The results stay.
  func clean() {
    do throws(SystemError) { try Files.remove(story) } catch {
      Terminal.error("warning: \(story) could not be deleted: \(error)")
    }
  }

  private static func copy(_ from: String, to destination: String) throws(SystemError) {
    try Files.makeFolder(destination)
    for name in try Files.list(from) where name != "__pycache__" && !name.hasPrefix(".") {
      if Files.isFolder("\(from)/\(name)") {
        try copy("\(from)/\(name)", to: "\(destination)/\(name)")
      } else {
        try Files.replace("\(destination)/\(name)", with: Files.read("\(from)/\(name)"))
      }
    }
  }
}
