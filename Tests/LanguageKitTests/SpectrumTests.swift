import Healing
import Testing

@testable import LanguageKit

/// Where a test failed without a crash, the lines that only failing tests run come first.
@Suite struct SpectrumTests {
  private static let source = """
    LIMITS = {"small": 2}


    def size(text):
        if len(text) > 9:
            return "large"
        return "small"


    def limit(text):
        name = size(text)
        return LIMITS[name]

    """

  private static let ran: [String: [String: [Int]]] = [
    "fails": ["a.py": [4, 5, 6, 10, 11, 12]], "passes": ["a.py": [4, 5, 7]],
    "passes-too": ["a.py": [10, 11, 12, 4, 5, 7]],
  ]

  @Test func aLineOfFailingTestsAloneIsTheMostSuspicious() throws {
    let spectrum = Spectrum(Self.ran, failing: ["fails"], passing: ["passes", "passes-too"])
    let first = try #require(spectrum.lines.first)
    #expect(first.line == 6 && first.suspicion == 1)
    #expect(!spectrum.lines.contains { $0.line == 7 }, "no failing test runs it")
    let suspicion = Dictionary(uniqueKeysWithValues: spectrum.lines.map { ($0.line, $0.suspicion) })
    #expect(suspicion[11].map { abs($0 - 0.5.squareRoot()) < 1e-9 } == true)
    #expect((suspicion[4] ?? 1) < (suspicion[11] ?? 0))
    #expect(Spectrum(Self.ran, failing: ["nobody"], passing: ["passes"]).lines.isEmpty)
  }

  @Test func placesAreRankedAndConstantsThatTheyNameBelong() throws {
    let folder = try Folder(["a.py": Self.source])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let library = try python.get()
    let project = Project(files: folder, pack: library.pack, grammar: library.grammar)
    let spectrum = Spectrum(Self.ran, failing: ["fails"], passing: ["passes", "passes-too"])
    var diagnosis = Diagnosis(parent: "", cause: "", category: "unknown", confidence: 0.5)
    let wrong = SpectrumAnalysis(project).refined(diagnosis, by: spectrum)
    #expect(wrong.locations.first.map { [$0.line, $0.endLine] } == [6, 6])
    #expect(wrong.locations.contains { $0.line == 1 }, "LIMITS is named by a line that ran")
    #expect(wrong.locations.contains { $0.line == 10 && $0.endLine == 12 }, "equal neighbours are one place")
    #expect(wrong.confidence > diagnosis.confidence)
    diagnosis.locations = [Location(file: "a.py", line: 12, symbol: "limit", score: 0.6)]
    let crash = SpectrumAnalysis(project).refined(diagnosis, by: spectrum)
    #expect(crash.locations.first?.line == 12, "where it crashed comes first")
    #expect(
      crash.locations.dropFirst().prefix(2).map(\.line) == [1, 6], "what it names, then what only failing tests run")
  }

  @Test func aSecondEditGoesOnFromTheFirst() throws {
    let folder = try Folder(["a.py": "a = 1\nb = 2\n"])
    defer { #expect(throws: Never.self) { try folder.remove() } }
    let edit = EditedFile(path: "a.py", before: Array("a = 1\nb = 2\n".utf8), after: Array("a = 3\nb = 2\n".utf8))
    let first = Patch(
      parent: "", base: "", diff: UnifiedDiff.text([edit]), title: "one", template: "first", score: 0.5, edits: 1)
    let files = try #require(try PatchedFiles.over(folder, first) as? PatchedFiles)
    #expect(try files.read(FileRead(path: "a.py")).text == "a = 3\nb = 2\n")
    let second = Candidate(
      template: "second", title: "two", score: 0.5, edits: 1, suppresses: false, risk: "low",
      files: [EditedFile(path: "a.py", before: edit.after, after: Array("a = 3\nb = 4\n".utf8))])
    let both = try #require(files.joined(second, to: first))
    #expect(both.files == [EditedFile(path: "a.py", before: edit.before, after: Array("a = 3\nb = 4\n".utf8))])
    #expect(both.edits == 2 && both.score == 0.25 && both.template == "first+second")
    var back = second
    back.files = [EditedFile(path: "a.py", before: edit.after, after: edit.before)]
    #expect(files.joined(back, to: first) == nil)
  }
}
