import Healing
import LanguageKit
import LanguagePacks
import SystemCalls
import Testing

/// A real crash of each language leads to the right line, with its cause and its evidence, and to the change that mends it.
@Suite struct LanguageDiagnosisTests {
  struct Crash: Sendable, CustomTestStringConvertible {
    var language: String
    var files: [String: String]
    var trace: String
    var place: String
    var category: String
    var evidence: String
    /// A line of a candidate's file.
    var mended: String

    var testDescription: String { language }
  }

  @Test(arguments: crashes)
  func theRightLineFirst(_ crash: Crash) throws {
    let folder = try Folder(crash.files)
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let tools = try LanguageTools(crash.language, from: shelf)
    let project = Project(files: folder, pack: tools.pack, grammar: tools.grammar)
    var event = Event(
      id: "e1", at: Timestamp(nanoseconds: 1), service: "shop", source: "log", signal: .error, severity: .error,
      message: "failed")
    event.trace = crash.trace
    let service = ServiceDescription(name: "shop", language: crash.language, root: folder.root)
    let found = try TraceAnalysis(project, grammars: tools.traces, service: service).diagnosis(of: [event])
    let explained = try #require(tools.rules.explained(found), "no rule knows \(found.cause)")
    #expect(explained.locations.first.map { "\($0.file):\($0.line)" } == crash.place)
    #expect(explained.category == crash.category)
    #expect(explained.evidence.first?.text == "\(crash.place): \(crash.evidence)")
    let candidates = Proposer(try library(of: crash.language), project).candidates(for: explained)
    let texts = candidates.flatMap(\.files).map { String(decoding: $0.after ?? [], as: UTF8.self) }
    #expect(texts.contains { $0.contains(crash.mended) }, "\(candidates.map(\.template))")
  }

  static let crashes = [
    Crash(
      language: "kotlin",
      files: [
        "src/main/kotlin/com/acme/Cart.kt":
          "package com.acme\n\nclass Cart(val items: List<String>?) {\n    fun size(): Int {\n        return items!!.size\n    }\n}\n"
      ],
      trace: """
        Exception in thread "main" java.lang.NullPointerException
        \tat com.acme.Cart.size(Cart.kt:5)
        \tat com.acme.MainKt.main(Main.kt:3)
        """, place: "src/main/kotlin/com/acme/Cart.kt:5", category: "null-value", evidence: "return items!!.size",
      mended: "return (items ?: return 0).size"),
    Crash(
      language: "swift",
      files: [
        "Sources/Shop/Cart.swift":
          "struct Cart {\n  var items: [Int]\n  func total(_ i: Int) -> Int {\n    let item = items[i]\n    return item\n  }\n}\n"
      ],
      trace: """
        Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range

        *** Signal 4: Backtracing from 0x7f4ebf36df7f... done ***

        *** Program crashed: Illegal instruction at 0x00007f4ebf36df7f ***

        Platform: x86_64 Linux (Debian GNU/Linux 12 (bookworm))

        Thread 0 "cart" crashed:

          0      0x00007f4ebf36df7f closure #1 in _assertionFailure(_:_:file:line:flags:) + 623 in libswiftCore.so
          1 [ra] 0x000055a169cc81fe Cart.total(_:) + 189 in cart at /build/Sources/Shop/Cart.swift:4:18
          2 [ra] 0x000055a169cc86ba main + 153 in cart at /build/Sources/Shop/main.swift:7:64
        """, place: "Sources/Shop/Cart.swift:4", category: "index", evidence: "let item = items[i]",
      mended: "guard items.indices.contains(i) else { return 0 }"),
    Crash(
      language: "typescript",
      files: ["src/users.ts": "export function city(user: any): string {\n  return user.address.city;\n}\n"],
      trace: """
        TypeError: Cannot read properties of undefined (reading 'city')
            at city (/build/src/users.ts:2:23)
            at Object.<anonymous> (/build/src/main.ts:4:13)
        """, place: "src/users.ts:2", category: "null-value", evidence: "return user.address.city;",
      mended: "return user.address?.city;"),
    Crash(
      language: "rust",
      files: ["src/lib.rs": "pub fn share(all: i32, n: i32) -> i32 {\n    all / n\n}\n"],
      trace: """
        thread 'main' (77) panicked at src/lib.rs:2:5:
        attempt to divide by zero
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
        """, place: "src/lib.rs:2", category: "arithmetic", evidence: "all / n", mended: "if n == 0 {"),
    Crash(
      language: "c",
      files: [
        "list.c": "struct list { int count; };\n\nint count(const struct list *list) {\n    return list->count;\n}\n"
      ],
      trace: """
        Program received signal SIGSEGV, Segmentation fault.
        #0  0x0000555555555131 in count (list=0x0) at list.c:4
        #1  0x0000555555555161 in main () at test_list.c:9
        """, place: "list.c:4", category: "null-value", evidence: "return list->count;", mended: "if (list == NULL) {"),
    Crash(
      language: "go",
      files: ["users/users.go": "package users\n\nfunc City(user *User) string {\n\treturn user.Address.City\n}\n"],
      trace: """
        panic: runtime error: invalid memory address or nil pointer dereference
        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f3e1]

        goroutine 1 [running]:
        shop/users.City(...)
        \t/build/users/users.go:4
        main.main()
        \t/build/main.go:9 +0x1d
        """, place: "users/users.go:4", category: "null-value", evidence: "return user.Address.City",
      mended: "if user.Address == nil {"),
    Crash(
      language: "java",
      files: [
        "core/src/main/java/com/acme/Cart.java":
          "package com.acme;\n\nclass Cart {\n    int size(String name) {\n        return name.length();\n    }\n}\n"
      ],
      trace: """
        java.lang.NullPointerException: Cannot invoke "String.length()" because "name" is null
        \tat com.acme.Cart.size(Cart.java:5)
        \tat java.base/java.lang.Thread.run(Thread.java:840)
        """, place: "core/src/main/java/com/acme/Cart.java:5", category: "null-value",
      evidence: "return name.length();",
      mended: "if (name == null) {"),
  ]
}

/// A pack that is another one with a few differences.
@Suite struct ExtendedPackTests {
  private func shelf(_ files: [String: String]) throws -> (PackShelf, String) {
    let folder = try Files.temporaryFolder("extended-pack")
    for (path, text) in files {
      try Files.makeFolder(Files.parent(of: "\(folder)/\(path)"))
      try Files.replace("\(folder)/\(path)", with: Array(text.utf8))
    }
    return (PackShelf(folders: [folder], grammars: nil), folder)
  }

  private static let base = [
    "a/pack.yaml": "id: a\nextensions: [.a]\nsyntax: {loops: [x, y], idle: pass}\n", "a/rules/one.yaml": "rules: []\n",
    "a/rules/two.yaml": "rules: [1]\n", "a/run.yaml": "tests: {}\n",
  ]

  @Test func mappingsAreLaidOverAndFilesReplaced() throws {
    let (shelf, folder) = try shelf(
      Self.base.merging([
        "b/pack.yaml": "extends: a\nid: b\nsyntax: {loops: [z]}\n", "b/rules/two.yaml": "rules: [2]\n",
      ]) { $1 })
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }
    let pack = try shelf.pack("b")
    let page = try pack.document("pack.yaml")
    #expect(page["id"] == "b" && page["extensions"] == [".a"])
    #expect(page["syntax"] == ["loops": ["z"], "idle": "pass"])
    #expect(try pack.list("rules") == ["one.yaml", "two.yaml"])
    #expect(try pack.document("rules/two.yaml")["rules"] == [2])
    #expect(try pack.document("run.yaml") == ["tests": [:]])
  }

  @Test func whatIsExtendedMustBeThere() throws {
    let (shelf, folder) = try shelf(["b/pack.yaml": "extends: a\nid: b\n"])
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }
    #expect {
      try shelf.pack("b").document("pack.yaml")
    } throws: {
      "\($0)".contains("there is no pack a, which this one extends")
    }
  }

  @Test func aPackThatExtendsItselfIsTold() throws {
    let (shelf, folder) = try shelf(["a/pack.yaml": "extends: b\nid: a\n", "b/pack.yaml": "extends: a\nid: b\n"])
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }
    #expect(throws: StageFailure.self) { try shelf.pack("a").document("run.yaml") }
  }
}
