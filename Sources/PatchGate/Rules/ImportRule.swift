import Healing

/// A new import is allowed where the diagnosis is that very missing name, and the module is one that the language brings
/// or the project uses already. One more name of a module that the file imports already is no new import: what it can
/// do with it, the other rules see. And what nobody missed may be imported where all that is used of it is harmless.
struct ImportRule {
  let missingName: Set<String>
  /// Members of modules, each by its whole name; with `.*` any public member of it.
  let harmless: Set<String>
  /// The first parts of the names of modules.
  let allowed: Set<String>

  func refusals(_ source: ChangedSource, _ diagnosis: Diagnosis) -> [Refusal] {
    let known = Set(source.before.imports.map(Brought.init))
    let modules = Set(source.before.imports.map(\.module))
    let missing = missingNames(diagnosis)
    let added = source.after.imports.filter {
      !known.contains(Brought($0)) && ($0.name == nil || !modules.contains($0.module))
    }
    return added.compactMap { new in
      let isMissing = missing.contains(new.bound) || missing.contains(new.module)
      // Where one name is missing, others that the source uses may be, too.
      guard isMissing || (!missing.isEmpty && source.before.names.contains(new.bound)) || isHarmless(new, source.after)
      else {
        return Refusal(
          .importing, source.path, line: new.line, "imports `\(new.bound)`, which the diagnosis does not say is missing"
        )
      }
      let top = String(new.module.prefix { $0 != "." })
      guard top.isEmpty || allowed.contains(top) else {
        return Refusal(
          .importing, source.path, line: new.line,
          "imports `\(new.module)`, which neither the language nor the project has")
      }
      return nil
    }
  }

  /// Every use is looked at, and by its whole name: `os.path.exists` is harmless, `os.path.os` and `os` alone are not.
  private func isHarmless(_ new: SourceFacts.Import, _ source: SourceFacts) -> Bool {
    let uses = source.uses.filter { $0.bound == new.bound }
    return !uses.isEmpty && uses.allSatisfy { isHarmless($0.path) }
  }

  private func isHarmless(_ path: String) -> Bool {
    if harmless.contains(path) { return true }
    guard let dot = path.lastIndex(of: "."), path[path.index(after: dot)...].first != "_" else { return false }
    return harmless.contains(path[...dot] + "*")
  }

  /// All words of messages that say that a name is missing.
  private func missingNames(_ diagnosis: Diagnosis) -> Set<String> {
    var names: Set<String> = []
    for exception in diagnosis.exceptions where missingName.contains(lastPart(exception.type)) {
      for word in exception.message.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "." }) {
        names.insert(String(word))
        names.formUnion(word.split(separator: ".").map(String.init))
      }
    }
    return names
  }

  private func lastPart(_ type: String) -> String {
    type.split(separator: ".").last.map(String.init) ?? type
  }

  private struct Brought: Hashable {
    let module: String
    let name: String?
    let bound: String

    init(_ source: SourceFacts.Import) {
      module = source.module
      name = source.name
      bound = source.bound
    }
  }
}
