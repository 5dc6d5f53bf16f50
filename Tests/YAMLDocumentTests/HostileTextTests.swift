import Foundation
import TestSupport
import Testing
import YAMLDocument

/// Texts as large as the limit allows, each of a shape that has made a YAML reader slow. The time limit is far above
/// what linear reading takes, also on a busy machine, and far below what quadratic reading takes.
@Suite("A hostile text costs little")
struct HostileTextTests {
  @Test(
    "reading stays near linear",
    arguments: [
      "a: ", "? ", "- ", "{", "[", "&a ", "*a\n", "a: b\n", "\"", "!!str ", "[a]: ", "a,", "a\n\n", "#\n", "'x' ",
      "|\n ", "--- ",
    ])
  func shapes(piece: String) {
    let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    let limits = YAMLLimits(bytes: 1 << 20, depth: 64, nodes: 1_000_000)
    let time = ContinuousClock().measure { _ = failure(of: text, limits: limits) }
    #expect(time < .seconds(20))
  }

  @Test("random bytes and random cuts give a tree or an error with a place")
  func random() throws {
    let seed = Soak.seed
    var numbers = SeededGenerator(seed)
    let alphabet = Array("ab:-?,[]{}#&*!|>'\"%@`\n\n  \t\\0~é\u{1}".utf8) + [0xFF, 0x00]
    for _ in 0..<Soak.count("random YAML texts", usual: 50, full: 50_000) {
      let bytes = (0..<Int.random(in: 0...60, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers) ?? 0
      }
      do throws(YAMLError) {
        _ = try YAMLDocument(bytes: bytes, file: "random")
      } catch {
        #expect(error.mark != nil, "\(bytes) with seed \(seed)")
        #expect(!error.message.isEmpty)
      }
    }
  }
}
