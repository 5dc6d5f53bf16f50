import Glibc
import Healing
import LanguageKit
import LanguagePacks
import SystemCalls

/// Finds out what a tree is written in, and how its tests are run, from the names of its files.
struct LanguageGuess {
  private let shelf: PackShelf

  init(_ shelf: PackShelf) { self.shelf = shelf }

  /// The language that most files have.
  /// - Throws: `pack.unknown-language` when no pack knows any of them.
  func language(of root: String) throws(StageFailure) -> String {
    let names = try ServiceFiles(root: root).list(FileList(pattern: "**")).map(\.path)
    var counts: [String: Int] = [:]
    for language in shelf.languages {
      let extensions = (try shelf.pack(language).document("pack.yaml")["extensions"]?.array ?? []).compactMap(\.text)
      counts[language] = names.filter { name in extensions.contains { name.hasSuffix($0) } }.count
    }
    guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value > 0 else {
      throw StageFailure(
        .unsupported, code: "pack.unknown-language", place: root,
        message: "no language pack knows these files; there are packs for \(shelf.languages.joined(separator: ", "))")
    }
    return best.key
  }

  /// The command of the first kind of suite that the tree shows; nil: it shows none.
  func testCommand(of root: String, _ rules: TestRules) throws(StageFailure) -> String? {
    let paths = try ServiceFiles(root: root).list(FileList(pattern: "**")).map(\.path)
    return rules.suites.first { suite in
      paths.contains { path in
        // A file that cannot be read shows nothing.
        fnmatch(suite.files, Files.name(of: path), 0) == 0
          && suite.isShown { (try? Files.text("\(root)/\(path)")) ?? "" }
      }
    }?.command
  }
}
