import Glibc
import Healing
import LanguageKit
import LanguagePacks
import PatchGate

/// The package's root.
let packageRoot = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// The packs of the package, with the grammars that the build fetches: `HOMEOSTASIS_GRAMMARS`, else below `.build`.
let shelf = PackShelf(
  folders: ["\(packageRoot)/Plugins/Languages"],
  grammars: getenv("HOMEOSTASIS_GRAMMARS").map { String(cString: $0) } ?? "\(packageRoot)/.build/grammars/languages.so")

/// The gate for Python, read once.
let python: Result<PatchRules, StageFailure> = Result { () throws(StageFailure) in
  try PatchRules(language: "python", from: shelf, protecting: ProtectedPaths(own: ["plugins/"]))
}

/// What the gate says to a change of one file.
func report(
  _ before: String?, _ after: String?, path: String = "shop/cart.py", missing: String? = nil, failing line: Int? = nil,
  using modules: Set<String> = []
) throws -> GateReport {
  let exception = missing.map { ThrownException(type: "NameError", message: "name '\($0)' is not defined", frames: []) }
  let file = EditedFile(path: path, before: before.map { Array($0.utf8) }, after: after.map { Array($0.utf8) })
  var diagnosis = diagnosis(exception)
  diagnosis.locations = line.map { [Location(file: path, line: $0, score: 1)] } ?? []
  return try python.get().examine([file], for: diagnosis, using: modules)
}

func diagnosis(_ exception: ThrownException?) -> Diagnosis {
  Diagnosis(
    parent: "i", cause: "", category: "unknown", confidence: 1, exceptions: [exception].compactMap { $0 })
}
