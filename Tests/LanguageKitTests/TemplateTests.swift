import Healing
import LanguageKit
import LanguagePacks
import Testing

@Suite struct TemplateTests {
  @Test(arguments: shelf.languages)
  func everyTemplateLoads(_ language: String) throws {
    let library = try library(of: language)
    #expect(library.failures.map(\.description) == [])
    #expect(library.templates.count >= ["python": 300, "javascript": 80][language] ?? 3)
    #expect(Set(library.templates.map(\.id)).count == library.templates.count)
  }

  @Test(arguments: shelf.languages)
  func everyTemplateDoesWhatItsExampleShows(_ language: String) throws {
    let library = try library(of: language)
    for template in library.templates {
      #expect(library.madeOfExample(by: template) == template.example.after, "\(language) \(template.id)")
    }
  }

  /// Only what a failure asks for is made ready: a file that is wrong is told when it is asked for.
  @Test func aTemplateIsMadeReadyForTheFailureThatItKnows() throws {
    let library = try python.get()
    let key = ThrownException(type: "KeyError", message: "'a'", frames: [])
    let ready = library.templates(for: [key]).templates.map(\.id)
    #expect(ready.contains("key-guard") && !ready.contains("index-guard-empty"))
  }

  @Test func whatHidesTheFailureComesLast() throws {
    let library = try python.get()
    let folder = try Folder(["a.py": "def city(user):\n    return user[\"address\"]\n"])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    let candidates = Proposer(library, project).candidates(for: diagnosis("KeyError", "'address'", at: "a.py", 2))
    let first = try #require(candidates.firstIndex { $0.suppresses })
    let behind = candidates[first...].map(\.suppresses)
    #expect(!behind.contains(false))
    #expect(first > 0)
    #expect(Set(candidates.map(\.files)).count == candidates.count)
  }

  @Test func aFileKeepsItsIndentationLineEndsAndEncoding() throws {
    let library = try python.get()
    let before =
      Array("# caf".utf8) + [0xE9] + Array("\r\ndef names(posts):\r\n\tfor post in posts:\r\n\t\tprint(post)".utf8)
    let folder = try Folder(bytes: ["a.py": before])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    let found = diagnosis("TypeError", "'NoneType' object is not iterable", at: "a.py", 3)
    let candidates = Proposer(library, project, only: ["none-guard"]).candidates(for: found)
    let after = try #require(candidates.first?.files.first?.after)
    let guarded =
      "\r\ndef names(posts):\r\n\tif posts is None:\r\n\t\treturn\r\n\tfor post in posts:\r\n\t\tprint(post)"
    #expect(after == Array("# caf".utf8) + [0xE9] + Array(guarded.utf8))
    let diff = UnifiedDiff.text(candidates[0].files)
    #expect(try UnifiedDiff.parse(diff)[0].applied(to: before) == after)
  }

  @Test func testsAreNeverChanged() throws {
    let library = try python.get()
    let folder = try Folder(["test_a.py": "def test():\n    assert {}['a'] == 1\n"])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    #expect(Proposer(library, project).candidates(for: diagnosis("KeyError", "'a'", at: "test_a.py", 2)).isEmpty)
  }

  /// A getter may be asked before it is used, and what takes something away may not.
  @Test(arguments: [("discount", true), ("getLines", true), ("poll", false), ("incrementAndGet", false)])
  func onlyACallThatAsksIsMadeTwice(_ call: String, isSteady: Bool) throws {
    let library = try library(of: "java")
    let text = "class Shop {\n    int size(Cart cart) {\n        return cart.\(call)().size();\n    }\n}\n"
    let folder = try Folder(["Shop.java": text])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    let message = "Cannot invoke \"Lines.size()\" because the return value of \"Cart.\(call)()\" is null"
    let found = diagnosis("java.lang.NullPointerException", message, at: "Shop.java", 3)
    let texts = Proposer(library, project).candidates(for: found).flatMap(\.files).map {
      String(decoding: $0.after ?? [], as: UTF8.self)
    }
    #expect(texts.contains { $0.contains("if (cart.\(call)() == null) {") } == isSteady)
    #expect(texts.contains { $0.ranges(of: "\(call)()").count > 1 } == isSteady)
  }

  @Test func aPatchNamesItsFilesAndItsTemplate() throws {
    let library = try python.get()
    let folder = try Folder(["a.py": "def f(d):\n    return d['k'] + 1\n"])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    let found = diagnosis("KeyError", "'k'", at: "a.py", 2)
    let candidate = try #require(Proposer(library, project).candidates(for: found).first)
    let patch = candidate.patch(for: found, base: "tree")
    #expect(patch.template == "key-default")
    #expect(patch.files.first?.path == "a.py")
    #expect(patch.diff?.contains("+    return d.get('k', 0) + 1\n") == true)
    #expect(patch.base == "tree" && patch.edits == 1 && !patch.suppresses)
  }
}
