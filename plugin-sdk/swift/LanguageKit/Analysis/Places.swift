internal import Healing
internal import SyntaxTree

/// Ranks the places of the source that a failure may come from.
struct Places {
  private let project: Project
  private var pack: LanguagePack { project.pack }

  init(_ project: Project) { self.project = project }

  /// The frames of the service's own code, innermost of the root cause first; where a test failed by itself, or the
  /// code raised on purpose, the functions that were called.
  func locations(_ exceptions: [ThrownException]) -> [Location] {
    var locations: [Location] = []
    var score = 0.6
    for frame in exceptions.flatMap(\.frames) where frame.project && !pack.isTest(frame.file) {
      guard !locations.contains(where: { $0.file == frame.file && $0.line == frame.line }) else { continue }
      locations.append(Location(file: frame.file, line: frame.line, symbol: frame.symbol, score: score))
      score *= 0.6
    }
    let isDeliberate = locations.first.map(raises) ?? true
    if isDeliberate, let start = exceptions.flatMap(\.frames).first(where: \.project) {
      locations += called(from: start, score: locations.isEmpty ? 0.5 : 0.25)
    }
    return locations
  }

  /// Whether the line raises by a statement of its own.
  func raises(_ location: Location) -> Bool {
    guard let line = project.file(location.file)?.text.line(location.line) else { return false }
    let words = line.split { !($0.isLetter || $0 == "_") }
    return ["raise", "throw", "assert", "panic"].contains(words.first)
  }

  /// The functions that the function of a frame calls, and those that they call, as whole ranges.
  private func called(from frame: StackFrame, score: Double) -> [Location] {
    guard let file = project.file(frame.file), let function = function(in: file, at: frame.line) else { return [] }
    var locations: [Location] = []
    var level = [(file, function)]
    var score = score
    for depth in 0..<4 where !level.isEmpty {
      if depth > 0 || !file.isTest {
        for (file, function) in level {
          let place = Location(
            file: file.path, line: function.lines.lowerBound, endLine: function.lines.upperBound,
            symbol: function.child(field: "name")?.text, score: score)
          if !locations.contains(place) { locations.append(place) }
        }
        score *= 0.7
      }
      let seen = locations
      level = level.flatMap { definitions(calledIn: $0.1, $0.0) }.filter { next in
        !seen.contains { $0.file == next.0.path && $0.line == next.1.lines.lowerBound }
      }
    }
    return locations
  }

  private func function(in file: ProjectFile, at line: Int) -> SyntaxNode? {
    file.matches("functions").compactMap { $0["function"] }.last { $0.touches(line...line) }
  }

  private func definitions(calledIn function: SyntaxNode, _ file: ProjectFile) -> [(ProjectFile, SyntaxNode)] {
    var names: [String] = []
    for match in file.matches("calls") {
      guard let callee = match["callee"], function.contains(callee) else { continue }
      names.append(String(callee.text.split(separator: ".").last ?? ""))
    }
    var found: [(ProjectFile, SyntaxNode)] = []
    // A tree that cannot be listed has no other definitions to offer.
    for other in (try? project.sources()) ?? [file] where !other.isTest {
      for match in other.matches("functions") {
        guard let name = match["name"]?.text, let definition = match["function"] else { continue }
        // A call of a class runs how it is made.
        let owner =
          name == "__init__" || name == "constructor"
          ? definition.enclosing(pack.syntax.classes)?.child(field: "name")?.text : nil
        if names.contains(name) || owner.map(names.contains) == true { found.append((other, definition)) }
      }
    }
    return found
  }
}
