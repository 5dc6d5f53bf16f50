import Glibc
import Healing
import SyntaxTree

/// The Python grammar that the build fetches: `HOMEOSTASIS_GRAMMARS`, else below the package's build folder.
func pythonGrammar() throws -> Grammar {
  try Grammar(GrammarPlace(library: grammarLibrary(), symbol: "tree_sitter_python"))
}

/// Where the library of grammars is.
func grammarLibrary() -> String {
  if let named = getenv("HOMEOSTASIS_GRAMMARS") { return String(cString: named) }
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  return "/\(root)/.build/grammars/languages.so"
}
