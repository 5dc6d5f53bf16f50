import Healing

/// How suspicious each line is: how much more of the failing tests run it than of those that pass (Ochiai).
public struct Spectrum: Sendable {
  /// A line with its suspicion, 0 to 1.
  public struct Line: Sendable, Hashable {
    /// Relative to the root.
    public var file: String
    /// From 1.
    public var line: Int
    /// 1: all failing tests run it and no other one does.
    public var suspicion: Double
  }

  /// Every line that a failing test ran, most suspicious first; of equals in the order of the source.
  public let lines: [Line]

  /// - Parameters:
  ///   - ran: for each test the lines that it ran, by file.
  ///   - failing: the tests that show the failure, by the same names.
  ///   - passing: the tests that passed; the others are about something else, and do not count.
  public init(_ ran: [String: [String: [Int]]], failing: [String], passing: [String]) {
    var counts: [Place: (failed: Int, passed: Int)] = [:]
    for test in failing {
      for place in Self.places(ran[test]) { counts[place, default: (0, 0)].failed += 1 }
    }
    for test in passing {
      for place in Self.places(ran[test]) where counts[place] != nil { counts[place]?.passed += 1 }
    }
    let all = Double(failing.count)
    lines = counts.map { place, count in
      let (failed, passed) = (Double(count.failed), Double(count.passed))
      return Line(file: place.file, line: place.line, suspicion: failed / (all * (failed + passed)).squareRoot())
    }.sorted {
      (-$0.suspicion, $0.file, $0.line) < (-$1.suspicion, $1.file, $1.line)
    }
  }

  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  private static func places(_ files: [String: [Int]]?) -> Set<Place> {
    Set((files ?? [:]).flatMap { file, lines in lines.map { Place(file: file, line: $0) } })
  }
}
