import Patterns
import Testing

/// Expressions and subjects chosen to take for ever.
@Suite(.serialized)
struct BoundedSearchTests {
  private static let clock = ContinuousClock()
  /// The limit is 100 ms; the rest is for a machine that does other things.
  private static let patience = Duration.seconds(3)

  struct Trap: Sendable, CustomTestStringConvertible {
    let text: String
    let subject: String
    var testDescription: String { "\(text) on \(subject.utf8.count) bytes" }

    init(_ text: String, _ repeated: String, _ count: Int, _ end: String = "") {
      self.text = text
      subject = String(repeating: repeated, count: count) + end
    }
  }

  @Test(arguments: [
    Trap(#"(a+)+$"#, "a", 60, "!"),
    Trap(#"(a|aa)+$"#, "a", 2_000, "!"),
    Trap(#"^(?:a?){60}a{60}$"#, "a", 59),
    Trap(#"\s+$"#, " ", 65_000, "x"),
    Trap(#".*.*.*=.*"#, "x", 20_000),
    Trap(#"x.*x.*x.*y"#, "x", 10_000),
    Trap(#"x.*x.*x.*y"#, "x", 60_000),
    Trap(#"(.*?,){11}P"#, "1,2,3,4,5,6,7,8,9,", 40),
    Trap(#"(?s)^(.*?)*;"#, "ab\n", 20_000),
    Trap(#"(?<n>(?:a|b|ab)*)\k<n>c"#, "ab", 5_000),
    Trap(#"(\((?:[^()]|(?1))*\))"#, "(", 60_000),
  ])
  func givesUpInTime(_ trap: Trap) throws {
    let pattern = try Pattern(trap.text)
    var subject = trap.subject
    let start = Self.clock.now
    let result = subject.withUTF8 { pattern.search(UnsafeRawBufferPointer($0)) }
    #expect(start.duration(to: Self.clock.now) < Self.patience)
    if case .match(let match) = result { Issue.record("found \(match.range)") }
    // The thread's scratch is as good as before.
    #expect(pattern.firstMatch(in: "").map(\.range) == (try Pattern(trap.text)).firstMatch(in: "").map(\.range))
  }

  @Test func isPatientWithLongButHonestSubjects() throws {
    let string = #"""# + String(repeating: #"a\n"#, count: 15_000) + #"""#
    #expect(try Pattern(#""(?:[^"\\]|\\.)*""#).firstMatch(in: string)?.range == 0..<string.utf8.count)
    let words = String(repeating: "word ", count: 12_000) + "end"
    #expect(try Pattern(#"^(?:(\w+) )*end$"#).firstMatch(in: words)?.text(1) == "word")
  }

  @Test func canBeUsedByManyThreads() async throws {
    let pattern = try Pattern(#"(?<k>\w+)=(?<v>\d+)"#)
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          (0..<500).allSatisfy { pattern.firstMatch(in: "?? key\(task)=\($0) ??")?.text(named: "v") == "\($0)" }
        }
      }
      for await good in group { #expect(good) }
    }
  }
}
