import SystemCalls
import TestSupport
import Testing

@testable import Generations

@Suite struct GenerationLogsTests {
  private static let files = [
    "shop.1.log", "shop.1.log.1", "shop.2.log", "shop.12.log", "shop.log", "shop.1.log.gz", "shop-admin.1.log",
    "shop.x.log",
  ]

  private func left(_ pattern: String, except kept: Set<Int64>) throws -> [String] {
    let folder = try TemporaryFolder()
    for name in Self.files { try folder.write(name, "a line\n") }
    GenerationLogs("\(folder.path)/\(pattern)").remove(except: kept)
    return try Files.list(folder.path).sorted()
  }

  @Test func onlyThoseOfOldGenerationsGo() throws {
    let left = try left("shop.{generation}.log", except: [2, 3])
    #expect(left == Self.files.filter { !["shop.1.log", "shop.1.log.1", "shop.12.log"].contains($0) }.sorted())
  }

  @Test func oneFileForAllStays() throws {
    #expect(try left("shop.log", except: []) == Self.files.sorted())
  }
}
