import Glibc
import PluginHost
import SystemCalls
import TestSupport
import Testing

/// Each bad library gets the error that names its one defect, and the process that asks lives on.
@Suite struct PluginDirectoryTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func directory() throws -> PluginDirectory {
    PluginDirectory(
      path: [folder.path], shippedFolder: "\(folder.path)/shipped", runner: try Built.product("homeostasis-runner"),
      staging: PluginStaging(folder: "\(folder.path)/staged"))
  }

  @Test(arguments: [
    ("wrong_abi", "plugin.refused"), ("constructor_aborts", "plugin.load-crash"),
    ("constructor_leaves", "plugin.load-crash"), ("no_entry", "plugin.entry"), ("two_exports", "plugin.exports"),
    ("null_module", "plugin.refused"), ("no_kind", "plugin.refused"),
  ])
  func aBadLibraryIsNamed(_ fixture: String, _ code: String) throws {
    let library = try CompiledPlugin.c("\(Built.root)/Tests/Fixtures/Plugins/\(fixture).c", into: folder)
    let failure = #expect(throws: PluginFailure.self) { try directory().describe(library) }
    #expect(failure?.code == code, "\(failure?.description ?? "")")
    #expect(failure?.path == library)
  }

  @Test func aTruncatedLibraryIsNeverLoaded() throws {
    let library = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    let bytes = try Files.read(library)
    let cut = "\(folder.path)/cut.so"
    // Every length at which a table could end, and some in between.
    for length in stride(from: 0, to: bytes.count, by: 509) {
      try Files.replace(cut, with: Array(bytes.prefix(length)))
      #expect(throws: PluginFailure.self) { try ELFInspection(path: cut) }
      if length > 4096 { break }
    }
    try Files.replace(cut, with: Array("#!/bin/sh\n".utf8))
    #expect(throws: PluginFailure("plugin.not-elf", cut, "it is not a shared library (no ELF header)")) {
      try ELFInspection(path: cut)
    }
  }

  @Test func theTemplatesAreDescribedAndAStrangersFolderIsNot() throws {
    _ = try CompiledPlugin.c("\(Built.root)/plugin-sdk/templates/c/analyzer.c", into: folder)
    let entries = try directory().entries()
    #expect(try entries.map { try $0.plugin.get().id } == ["org.example.analyzer"])
    #expect(try ELFInspection(path: entries[0].path).exports == [ELFInspection.entry])
    chmod(folder.path, 0o777)
    let failure = try directory().entries().first.flatMap { entry -> PluginFailure? in
      if case .failure(let failure) = entry.plugin { failure } else { nil }
    }
    #expect(failure?.code == "plugin.writable")
  }

  @Test func thePluginsOfThePackageExportOneSymbol() throws {
    for name in try Files.list(Built.folder) where name.hasPrefix("lib") && name.hasSuffix(".so") {
      if name == "libHomeostasisConfinement.so" { continue }  // What an interpreter confines itself with.
      let inspection = try ELFInspection(path: "\(Built.folder)/\(name)")
      #expect(
        inspection.exports == [ELFInspection.entry] && inspection.defects.isEmpty, "\(name): \(inspection.defects)")
    }
  }
}
