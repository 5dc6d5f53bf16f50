import Healing
import PipelineConfiguration
import SystemCalls
import TestSupport
import Testing

@Suite("The page about grants")
struct GrantDocumentTests {
  @Test("its configuration can be pasted")
  func example() throws {
    let page = try Files.text("\(Built.root)/docs/granting-services.md")
    let block = try #require(page.split(separator: "```yaml\n").dropFirst().first?.split(separator: "```\n").first)
    let folder = try TemporaryFolder()
    for name in ["shop", "settings", "cache"] { try Files.makeFolder("\(folder.path)/\(name)") }
    let catalog = TestCatalog.usual.with(
      KnownPlugin(
        id: "org.example.my-analyzer", kind: .analyzer, version: "1.0.0", consumes: ["homeostasis.incident/1"],
        produces: ["homeostasis.diagnosis/1"],
        needs: HostServiceID.allCases.filter { $0 != .pack && $0 != .generations && $0 != .trial }.map(\.rawValue))
    ).with(TestCatalog.monitor("log", settings: nil))
    let report = ConfigurationReader { _ in catalog }.read(String(block), file: "homeostasis.yaml", folder: folder.path)
    #expect(report.mistakes.isEmpty, "\(report.mistakes)")
    let grants = try #require(report.configuration?.pipelines.first?.analyzers.first).grants
    #expect(grants.readsSource && grants.files.count == 2 && grants.addresses.map(\.opensSockets) == [false, true])
    #expect(grants.secrets.count == 2 && grants.stateBytes == 1 << 20 && !grants.grants(.pack))
  }

  @Test("it names every key")
  func keys() throws {
    let page = try Files.text("\(Built.root)/docs/granting-services.md")
    for id in HostServiceID.allCases { #expect(page.contains("`\(id.grantKey)`"), "\(id)") }
    let services = try Files.text("\(Built.root)/plugin-sdk/schemas/services/README.md")
    for id in HostServiceID.allCases { #expect(services.contains("## \(id.rawValue)"), "\(id)") }
  }
}
