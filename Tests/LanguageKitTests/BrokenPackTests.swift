import Healing
import LanguageKit
import LanguagePacks
import SystemCalls
import Testing

/// A template or rule that does not load is an error that names the file and what is wrong, and the others load.
@Suite struct BrokenPackTests {
  private static let good = """
    id: good
    title: Default
    cases:
      - exception: KeyError
        query: '(subscript value: (_) @map subscript: (_) @key) @node'
    rewrite:
      - {replace: node, with: '${map}.get(${key})'}
    score: 0.5
    risk: low
    example: {before: "a = b[1]\\n", exception: KeyError, message: "1", line: 1, after: "a = b.get(1)\\n"}
    """

  private func load(_ file: String, _ text: String) throws -> TemplateLibrary {
    let folder = try Files.temporaryFolder("broken-pack")
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }
    try Files.makeFolder("\(folder)/python/templates")
    let pack = try Files.read("\(packageRoot)/Plugins/Languages/python/pack.yaml")
    try Files.replace("\(folder)/python/pack.yaml", with: pack)
    try Files.replace("\(folder)/python/templates/good.yaml", with: Array(Self.good.utf8))
    try Files.replace("\(folder)/python/templates/\(file).yaml", with: Array(text.utf8))
    let grammar = try shelf.grammar(PackGrammar(language: "python")).library
    return try TemplateLibrary("python", from: PackShelf(folders: [folder], grammars: grammar))
  }

  @Test(arguments: [
    ("score: 0.5", "scroe: 0.5", "`scroe` is not known here"), ("id: good", "id: other", "is not the file's name"),
    ("(subscript value:", "(subscribt value:", "cases[0].query: the grammar has no such node"),
    ("@node", "@none", "`@node` is not captured"), ("${key}", "${key|shout}", "there is no filter `shout`"),
    ("{replace: node,", "{replaze: node,", "one of replace"),
    ("score: 0.5", "score: much", "score: a number is expected"),
    ("risk: low", "fault: nothing\nrisk: low", "there is no fault `nothing`"),
    ("risk: low", "where: [{equals: [a, b]}]\nrisk: low", "there is no condition `equals`"),
    ("risk: low", "choose: [{x: {from: nowhere}}]\nrisk: low", "there is no source of values `nowhere`"),
    ("query: ", "message: '('\n    query: ", "cases[0].message"),
    ("score: 0.5", "score: [", "bad.yaml"),
  ])
  func aMistakeIsToldWithItsFileAndPlace(old: String, new: String, said: String) throws {
    let text = Self.good.replacing("id: good", with: "id: bad").replacing(
      old == "id: good" ? "id: bad" : old, with: new)
    let library = try load("bad", text)
    let failure = try #require(library.failures.first)
    #expect(failure.file == "templates/bad.yaml")
    #expect(failure.description.contains(said), "\(failure)")
    #expect(library.templates.map(\.id) == ["good"])
  }

  @Test func aRuleMustKnowItsOwnExamples() throws {
    let folder = try Files.temporaryFolder("broken-rules")
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }
    try Files.makeFolder("\(folder)/python/rules")
    try Files.replace(
      "\(folder)/python/pack.yaml", with: try Files.read("\(packageRoot)/Plugins/Languages/python/pack.yaml"))
    let rule =
      "rules: [{id: a, exception: KeyError, cause: b, category: c, confidence: 1, examples: ['ValueError: d']}]\n"
    try Files.replace("\(folder)/python/rules/a.yaml", with: Array(rule.utf8))
    let broken = PackShelf(folders: [folder], grammars: try shelf.grammar(PackGrammar(language: "python")).library)
    do {
      _ = try LanguageTools("python", from: broken)
      Issue.record("the rule was taken")
    } catch {
      #expect(error.description.contains("rules/a.yaml: rules[0]: the rule does not know its own example"), "\(error)")
    }
  }
}
