import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import SourceTree

/// Texts made at random, their difference taken by the system's `diff`, applied and taken back here.
@Suite struct RandomDiffTests {
  @Test func agreesWithDiff() throws {
    let seed = Soak.seed
    var random = SeededGenerator(seed)
    let tree = try TemporaryTree()
    let folder = try SourceFolder(tree.root)
    for _ in 0..<Soak.count("random differences against diff", usual: 40, full: 5_000) {
      let old = Self.text(&random)
      let new = Self.mutate(old, &random)
      if old == new { continue }
      try Files.replace("\(tree.root)/f", with: Array(old.utf8))
      try Files.replace("\(tree.base)/new", with: Array(new.utf8))
      let context = String(Int.random(in: 0...3, using: &random))
      let command = Command(
        SpawnRequest(
          "diff", ["-U", context, "--label", "a/f", "--label", "b/f", "\(tree.root)/f", "\(tree.base)/new"],
          environment: ["PATH": "/usr/bin:/bin"]))
      let diff = try UnifiedDiff(command.run().text)
      let changes = try folder.apply(diff, base: folder.snapshot().hash)
      #expect(try tree.text("f") == new)
      try folder.reverse(diff, pinned: changes)
      #expect(try tree.text("f") == old)
    }
  }

  private static let lines = [
    "", "a", "b", "  c", "def f(x):", "\treturn x", "--- a/f", "+++ b/f", "@@ -1 +1 @@", "é\r",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    let count = Int.random(in: 0...30, using: &random)
    let text = (0..<count).map { _ in lines.randomElement(using: &random)! }.joined(separator: "\n")
    return Bool.random(using: &random) && !text.isEmpty ? text + "\n" : text
  }

  private static func mutate(_ text: String, _ random: inout SeededGenerator) -> String {
    var parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...Int.random(in: 0...4, using: &random) {
      let place = Int.random(in: 0...parts.count, using: &random)
      if place < parts.count && Bool.random(using: &random) { parts.remove(at: place) }
      if Bool.random(using: &random) { parts.insert(lines.randomElement(using: &random)!, at: min(place, parts.count)) }
    }
    return parts.joined(separator: "\n")
  }
}
