import Foundation
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
    let environment = ProcessInfo.processInfo.environment
    let seed = UInt64(environment["HOMEOSTASIS_SEED"] ?? "") ?? 7
    let count = environment["HOMEOSTASIS_SOAK"] == "1" ? 50_000 : 50
    print("seed \(seed)")
    var numbers = SplitMix(state: seed)
    let alphabet = Array("ab:-?,[]{}#&*!|>'\"%@`\n\n  \t\\0~é\u{1}".utf8) + [0xFF, 0x00]
    for _ in 0..<count {
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

/// Numbers that a seed repeats.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
