import Healing
import SystemCalls
import TestSupport
import Testing

/// `homeostasis templates`, also with a pack of the user's own.
@Suite struct TemplatesCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let pack = "homeostasis/languages/mine"
    try folder.write("\(pack)/pack.yaml", "extends: python\nid: mine\nname: Mine\nextensions: [.mine]\n")
    let guarded = try Files.text("\(Built.root)/Plugins/Languages/python/templates/key-guard.yaml")
    try folder.write("\(pack)/templates/key-guard.yaml", guarded.replacing("score: 0.72", with: "score: 0.5"))
    let start = try #require(guarded.firstRange(of: "  after: |"))
    let broken = String(guarded[..<start.lowerBound]) + "  after: |\n    pass\n"
    try folder.write("\(pack)/templates/key-wrong.yaml", broken.replacing("id: key-guard", with: "id: key-wrong"))
  }

  private func templates(_ words: String...) throws -> (code: Int32?, text: String, errors: String) {
    var environment = Built.environment
    environment["XDG_DATA_HOME"] = folder.path
    let request = SpawnRequest(try Built.product("homeostasis"), ["templates"] + words, environment: environment)
    let result = try Command(request).run()
    return (result.ending.code, result.text, result.errorText)
  }

  @Test func theOnesOfAPackOfOnesOwnAreTriedToo() throws {
    let good = try templates("test", "--language", "mine", "key-guard")
    #expect(good.code == 0 && good.text == "1 templates tried, 0 broken\n", "\(good)")
    let wrong = try templates("test", "--language", "mine", "key-wrong", "--output", "json")
    let said: JSONValue = try JSON.decode(from: Array(wrong.text.utf8))
    #expect(wrong.code == 1 && said["tried"] == 1, "\(wrong)")
    let broken = said["broken"]?.array?.first
    #expect(broken?["template"] == "key-wrong" && broken?["language"] == "mine")
    #expect(broken?["reason"]?.text?.contains("if order.customer not in names:") == true)
  }

  @Test func oneIsShownWithWhatItDoes() throws {
    let shown = try templates("show", "key-guard", "--language", "mine")
    #expect(shown.code == 0 && shown.text.contains("score     0.5\n"))
    #expect(shown.text.contains("+        if order.customer not in names:\n"), "\(shown.text)")
    let two = try templates("show", "key-guard")
    #expect(two.code == 2 && two.errors.contains("mine, python have a template key-guard: say --language ID"))
    #expect(try templates("show", "no-such-template").code == 4)
    #expect(try templates("list", "--language", "klingon").errors.contains("there is no pack for this language"))
  }
}
