import Healing
import SystemCalls
import TestSupport
import Testing

/// A pipeline that asks a model where no template mends, against a server that answers well or with an attack.
@Suite(.serialized) struct ModelTests {
  private static let mended = """
        total, number = 0, ""
        for letter in text:
            if letter in UNITS:
                total, number = total + int(number) * UNITS[letter], ""
            else:
                number += letter
        return total

    """
  private static let cause = """
    {"cause": "only the last unit of a duration is read", "category": "logic", "confidence": 0.9,
     "locations": [{"file": "shop/durations.py", "line": 6}]}
    """

  @Test func aModelMendsWhatNoTemplateDoes() throws {
    let shop = try ModelShop { _ in
      ["well": try ModelShop.answer([("shop/durations.py", ModelShop.line, Self.mended)]), "cause": Self.cause]
    }
    let host = try shop.fail(
      analyzers: "[trace, \(shop.stage("cause"))]", patchers: "[template, \(shop.stage("well"))]")
    let end = try host.line(within: .seconds(240)) { $0.contains("-> ended(") }
    #expect(end.contains("ended(proposed)"), "\(end)")
    let accepted = try shop.patches().filter { $0["verdict"] == "accepted" }
    #expect(accepted.map { $0["template"]?.text } == ["llm:well"])
    #expect(accepted.first?["diff"]?.text?.contains("+        if letter in UNITS:") == true)
    #expect(host.said.contains { $0.contains("only the last unit of a duration is read") })
    #expect(try host.stop().code == 0)
    let asked = try shop.server.requests().map { try JSON.decode(JSONValue.self, from: $0)["body"]?["model"]?.text }
    #expect(asked == ["cause", "well"])
  }

  @Test func anAttackInTheAnswerEndsInNoPatch() throws {
    let shop = try ModelShop { folder in
      let owned = "\(folder)/owned"
      let attack = "    import os; os.system('touch \(owned)'); open('\(owned)', 'w'); return 5400\n"
      return [
        "attack": try ModelShop.answer([
          ("../owned.py", "x", attack), ("tests/test_durations.py", "5400", "1"),
          ("shop/durations.py", ModelShop.line, attack), ("homeostasis.yaml", "mode: propose", "mode: auto"),
        ])
      ]
    }
    let before = try shop.content()
    let host = try shop.fail(
      analyzers: "[rules, trace]", patchers: "[\(shop.stage("attack", "candidates: 10"))]")
    let refused = try host.line { $0.contains("the patch gate refuses it: shop/durations.py") }
    #expect(refused.contains("os.system"), "\(refused)")
    let end = try host.line { $0.contains("-> ended(") }
    #expect(!end.contains("proposed"), "\(end)")
    for reason in ["outside of the service's tree", "is a test", "no source of the project"] {
      #expect(host.said.contains { $0.contains("a proposed patch is refused") && $0.contains(reason) }, "\(reason)")
    }
    let patches = try shop.patches()
    #expect(patches.count == 1 && patches.first?["verdict"]?.text != "accepted", "three have become no candidate")
    #expect(try host.stop().code == 0)
    for path in ["owned", "owned.py"] { #expect(!Files.exists("\(shop.folder.path)/\(path)")) }
    #expect(try shop.content() == before)
    #expect(try Files.text("\(shop.folder.path)/homeostasis.yaml").contains("mode: propose"))
  }

  @Test func theConfigurationsOfThePageCanBePasted() throws {
    let page = try Files.text("\(Built.root)/docs/using-models.md")
    let blocks = page.split(separator: "```yaml\n").dropFirst().compactMap { $0.split(separator: "```\n").first }
    let first = try #require(blocks.first)
    let around = first.components(around: "      - use: llm")
    let folder = try TemporaryFolder()
    try Files.makeFolder("\(folder.path)/service")
    try folder.write("shop.log", "")
    var environment = Built.environment
    environment["ANTHROPIC_API_KEY"] = "a key"
    for (number, text) in [String(first), around.before + blocks[1] + around.after].enumerated() {
      let file = try folder.write("\(number).yaml", text)
      let result = try Command(
        SpawnRequest(try Built.product("homeostasis"), ["check", file], environment: environment)
      ).run()
      #expect(result.succeeded, "\(result.text)\(result.errorText)")
    }
    #expect(blocks.count == 2)
  }
}

extension Substring {
  /// What stands before a stage of the page, and behind it.
  fileprivate func components(around stage: String) -> (before: String, after: String) {
    let before = firstRange(of: stage).map { self[..<$0.lowerBound] } ?? self
    let after = firstRange(of: "    testers:").map { self[$0.lowerBound...] } ?? ""
    return (String(before), String(after))
  }
}
