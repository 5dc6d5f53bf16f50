internal import SyntaxTree

/// Which names can be seen at a place of a file.
struct Names {
  private let file: ProjectFile
  private let pack: LanguagePack

  init(_ file: ProjectFile, _ pack: LanguagePack) {
    self.file = file
    self.pack = pack
  }

  /// The names bound in the scopes around `node`, innermost first, each once; those bound behind it in its own function
  /// come last.
  func visible(at node: SyntaxNode) -> [String] {
    var scopes = node.ancestors.filter { pack.syntax.scopes.contains($0.kind) }
    // A class's own names are not seen from its methods.
    scopes = scopes.enumerated().filter { $0.offset == 0 || !pack.syntax.classes.contains($0.element.kind) }.map(
      \.element)
    var names: [String] = []
    var late: [String] = []
    for scope in scopes {
      for name in bound(in: scope) where !names.contains(name.text) {
        let own = scope == scopes.first && scope.kind != "module"
        if own, name.range.lowerBound > node.range.upperBound {
          late.append(name.text)
        } else {
          names.append(name.text)
        }
      }
    }
    return names + late.filter { !names.contains($0) }
  }

  /// The nodes that bind names in a scope itself, in the order of the source.
  func bound(in scope: SyntaxNode) -> [SyntaxNode] {
    file.matches("bindings").compactMap { $0["name"] }.filter { self.scope(of: $0) == scope }
  }

  /// Whether `name` is bound anywhere in the file, or is built in.
  func knows(_ name: String, at node: SyntaxNode) -> Bool {
    pack.builtins.contains(name) || visible(at: node).contains(name)
  }

  private func scope(of name: SyntaxNode) -> SyntaxNode? {
    var node = name.parent
    // The name of a function belongs to what is around the function.
    if let owner = node, pack.syntax.scopes.contains(owner.kind), name.field == "name" { node = owner.parent }
    while let at = node, !pack.syntax.scopes.contains(at.kind) { node = at.parent }
    return node
  }
}
