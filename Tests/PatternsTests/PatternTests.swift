import Patterns
import Testing

struct PatternTests {
  @Test func givesGroupsByNumberAndName() throws {
    let pattern = try Pattern(#"(?<method>GET|POST) (?<path>\S+)( HTTP)?"#)
    let match = try #require(pattern.firstMatch(in: "at 12:00 GET /basket?id=7 done"))
    #expect(match.text == "GET /basket?id=7")
    #expect(match.text(named: "method") == "GET")
    #expect(match.text(2) == "/basket?id=7")
    #expect(match.text(3) == nil)
    #expect(match.text(4) == nil)
    #expect(match.text(named: "nobody") == nil)
    #expect(match.range == 9..<25)
    #expect(pattern.groupCount == 3)
    #expect(pattern.groupNames == ["method": [1], "path": [2]])
  }

  @Test func takesTheFirstOfSeveralGroupsWithOneName() throws {
    let pattern = try Pattern(#"(?<n>a)x|(?<n>b)y"#)
    #expect(pattern.firstMatch(in: "..by")?.text(named: "n") == "b")
  }

  @Test func keepsGroupsThatLieOutsideOfTheMatch() throws {
    let pattern = try Pattern(#"(?<=(id=))\d+(?=(;))"#)
    let match = try #require(pattern.firstMatch(in: "id=42;"))
    #expect(match.text == "42")
    #expect(match.text(1) == "id=")
    #expect(match.text(2) == ";")
  }

  @Test func saysWhatIsWrongAndWhere() {
    #expect {
      try Pattern("ab(c")
    } throws: { error in
      let failure = error as? PatternFailure
      return failure?.offset == 4 && failure?.reason.contains("parenthesis") == true
        && "\(error)".contains("ab(c")
    }
    #expect(throws: PatternFailure.self) { try Pattern(String(repeating: "a", count: 70_000)) }
    #expect(throws: PatternFailure.self) { try Pattern(String(repeating: "(", count: 5_000)) }
    #expect(throws: PatternFailure.self) { try Pattern(#"a\Cb"#) }
  }

  @Test func readsOptions() throws {
    #expect(try Pattern("error", options: .caseInsensitive).matches("an ERROR"))
    #expect(try !Pattern("error").matches("an ERROR"))
    #expect(try Pattern("^b$", options: .multiline).matches("a\nb\nc"))
    #expect(try Pattern("a.b", options: .dotMatchesNewline).matches("a\nb"))
    #expect(try Pattern("a b # c", options: .extended).matches("ab"))
    #expect(try !Pattern("b", options: .anchored).matches("ab"))
    #expect(try Pattern("b$").matches("b\n"))
    #expect(try !Pattern("b$", options: .dollarMatchesEndOnly).matches("b\n"))
  }

  @Test func countsCharactersOrBytes() throws {
    #expect(try Pattern("^.$").firstMatch(in: "é")?.range == 0..<2)
    #expect(try Pattern("^.$", options: .bytes).matches("é") == false)
    #expect(try Pattern(#"^\w+$"#).matches("größe") == false)
    #expect(try Pattern(#"^\w+$"#, options: .unicodeClasses).matches("größe"))
  }

  @Test func survivesWhatIsNotText() throws {
    let pattern = try Pattern(#"id=(\d+)"#)
    var rubbish: [UInt8] = [0xFF, 0xC3, 0x00, 0x80, 0xED, 0xA0, 0x80]
    rubbish += Array("id=7".utf8) + [0xFE, 0xC3]
    let match = rubbish.withUnsafeBytes { pattern.firstMatch(in: $0) }
    #expect(match?.text(1) == "7")
    let any = try Pattern(".+")
    #expect(rubbish.withUnsafeBytes { any.firstMatch(in: $0) }?.range == 2..<3)
    #expect([UInt8](repeating: 0x80, count: 5_000).withUnsafeBytes { any.search($0) } == .none)
  }

  @Test func startsWhereItIsTold() throws {
    let pattern = try Pattern(#"(?<=a)b|c"#)
    let subject = Array("abc".utf8)
    subject.withUnsafeBytes { bytes in
      #expect(pattern.firstMatch(in: bytes, from: 1)?.range == 1..<2)
      #expect(pattern.firstMatch(in: bytes, from: 2)?.range == 2..<3)
      #expect(pattern.firstMatch(in: bytes, from: 3) == nil)
      #expect(pattern.firstMatch(in: bytes, from: 4) == nil)
      #expect(pattern.firstMatch(in: bytes, from: -1) == nil)
    }
  }

  @Test func matchesNothing() throws {
    #expect(try Pattern("^$").firstMatch(in: "")?.range == 0..<0)
    #expect(try Pattern("x*").firstMatch(in: "abc")?.range == 0..<0)
    let nobody = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(try Pattern("^$").firstMatch(in: nobody)?.text == "")
  }

  @Test func findsFarBehindAndAcrossPieces() throws {
    let long = String(repeating: "ab ", count: 40_000) + "needle=é17!"
    let match = try #require(try Pattern(#"(?<=ab )needle=(.)(\d+)"#).firstMatch(in: long))
    #expect(match.text(1) == "é")
    #expect(match.range.lowerBound == 120_000)
    #expect(try Pattern(#"b (ab )+needle"#).firstMatch(in: long)?.range.lowerBound == 1)
    #expect(try Pattern(#"^needle"#).matches(long) == false)
    #expect(try Pattern(#"!$"#).matches(long))
  }

  @Test func hasRoomForManyGroups() throws {
    let pattern = try Pattern(String(repeating: "(a)", count: 200))
    let match = try #require(pattern.firstMatch(in: String(repeating: "a", count: 200)))
    #expect(match.ranges.count == 201)
    #expect(match.text(200) == "a")
  }
}
