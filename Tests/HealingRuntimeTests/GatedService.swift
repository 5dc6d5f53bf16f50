import Glibc
import Healing
import LanguageKit
import LanguagePacks
import Orchestration
import Policy
import Sandbox
import SourceTree
import SystemCalls
import TestSupport

@testable import HealingRuntime

/// The grammars that the build fetches: `HOMEOSTASIS_GRAMMARS`, else below `.build`.
let grammars =
  getenv("HOMEOSTASIS_GRAMMARS").map { String(cString: $0) } ?? "\(Built.root)/.build/grammars/languages.so"

/// The packs of the package.
let shelf = PackShelf(folders: ["\(Built.root)/Plugins/Languages"], grammars: grammars)

/// A service on disk, and the gate in front of it.
struct GatedService {
  let folder: TemporaryFolder
  let gate: SourceGate
  private let served: ServedService

  init(_ files: [String: String], language: String = "python", packs: PackShelf = shelf) throws {
    folder = try TemporaryFolder()
    for (path, text) in files { try folder.write("service/\(path)", text) }
    let service = ServiceDescription(
      name: "shop", language: language, root: "\(folder.path)/service", mode: .auto)
    served = try ServedService(
      service, shelf: packs, workspace: SandboxWorkspace("\(folder.path)/sandbox"), generations: nil,
      own: ["\(folder.path)/service/plugins", "\(folder.path)/homeostasis.yaml"])
    gate = SourceGate(table: ServiceTable([served]))
  }

  /// What the gate says to a change of one file.
  func answer(_ path: String, _ after: String?, for diagnosis: Diagnosis? = nil) async throws -> GateAnswer {
    let before = try served.source.read(path)
    let edited = EditedFile(path: path, before: before, after: after.map { Array($0.utf8) })
    return try await answer(to: patch(UnifiedDiff.text([edited]), [edited.change]), for: diagnosis)
  }

  func patch(_ diff: String, _ files: [FileChange]) -> Patch {
    Patch(parent: "d", base: "", diff: diff, title: "a change", score: 1, edits: 1, files: files)
  }

  func answer(to patch: Patch, for diagnosis: Diagnosis? = nil) async throws -> GateAnswer {
    try await gate.examine(
      patch, for: diagnosis ?? Diagnosis(parent: "i", cause: "", category: "unknown", confidence: 1),
      of: served.description)
  }
}

extension GateAnswer {
  /// Why it is refused; empty where it passes.
  var refusal: String { if case .refuses(let why) = self { why } else { "" } }
  var facts: PatchFacts? { if case .passes(let facts) = self { facts } else { nil } }
}
