import Foundation
import PipelineConfiguration

/// The configurations under `Tests/Fixtures/Configurations`.
enum Fixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Configurations").path

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  static func read(_ name: String, _ catalog: TestCatalog = .usual) -> ConfigurationReport {
    ConfigurationReader { _ in catalog }.read(path: folder + "/" + name)
  }

  /// Reads a text as if it stood beside the fixtures.
  static func read(text: String, _ catalog: TestCatalog = .usual) -> ConfigurationReport {
    ConfigurationReader { _ in catalog }.read(text, file: "h.yaml", folder: folder)
  }
}
