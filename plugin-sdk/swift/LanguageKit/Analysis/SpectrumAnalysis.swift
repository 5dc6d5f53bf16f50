public import Healing
internal import SyntaxTree

/// Ranks the places of a diagnosis anew by what the tests run: the frames of a crash stay first, and behind them come
/// the lines that failing tests run and passing ones do not. Where nothing crashed, only these count.
public struct SpectrumAnalysis {
  private let project: Project

  /// How many places there are at most, and how long one is: a longer run of equal lines is cut.
  private static let limit = (places: 90, lines: 12)

  /// Looks at the sources of `project`.
  public init(_ project: Project) { self.project = project }

  /// `diagnosis` with the places that `spectrum` shows; as it is where no line was seen.
  public func refined(_ diagnosis: Diagnosis, by spectrum: Spectrum) -> Diagnosis {
    let blocks = blocks(spectrum)
    guard let most = blocks.map(\.score).max(), most > 0 else { return diagnosis }
    var refined = diagnosis
    let frames = diagnosis.locations.filter { $0.endLine == nil }
    // What raises on purpose is a witness, and seldom the culprit.
    let isCrash = frames.first.map { !Places(project).raises($0) } ?? false
    let (own, scale) = (isCrash ? frames : frames.map(Self.lowered), isCrash ? 0.4 : 0.6)
    var locations = own
    for block in blocks {
      var block = block
      block.score = scale * block.score / most
      locations.append(block)
    }
    locations += constants(of: locations)
    locations.sort { $0.score > $1.score }
    refined.locations = Array(distinct(locations).prefix(Self.limit.places))
    // It says nothing else, and what it says was seen.
    refined.confidence = min(1, diagnosis.confidence + 0.01)
    return refined
  }

  private static func lowered(_ location: Location) -> Location {
    var location = location
    location.score *= 0.6
    return location
  }

  /// Neighbouring lines of a function that are equally suspicious, as one place.
  private func blocks(_ spectrum: Spectrum) -> [Location] {
    var blocks: [Location] = []
    for (path, lines) in Dictionary(grouping: spectrum.lines, by: \.file).sorted(by: { $0.key < $1.key }) {
      guard let file = project.file(path), !file.isTest else { continue }
      let functions = file.matches("functions").compactMap { $0["function"] }
      func function(at line: Int) -> SyntaxNode? { functions.last { $0.touches(line...line) } }
      var last: (function: SyntaxNode?, suspicion: Double)?
      for line in lines.sorted(by: { $0.line < $1.line }) {
        let function = function(at: line.line)
        if let known = last, known.suspicion == line.suspicion, known.function == function,
          let block = blocks.last, block.file == path, line.line - block.line < Self.limit.lines
        {
          blocks[blocks.count - 1].endLine = line.line
        } else {
          blocks.append(
            Location(
              file: path, line: line.line, endLine: line.line, symbol: function?.child(field: "name")?.text,
              score: line.suspicion))
        }
        last = (function, line.suspicion)
      }
    }
    return blocks
  }

  /// What stands at the top of a file runs when it is loaded, and no test is seen to run it: where suspicious lines name
  /// such a value, it is a little less suspicious than they are.
  private func constants(of locations: [Location]) -> [Location] {
    var found: [Location] = []
    for location in locations {
      guard let file = project.file(location.file) else { continue }
      let lines = location.line...max(location.line, location.endLine ?? location.line)
      let named = names(in: file, lines)
      for path in [location.file] + imported(file) {
        guard let other = project.file(path), !other.isTest else { continue }
        for match in other.matches("assignments") {
          guard let name = match["left"], let statement = name.statement(project.pack.syntax),
            statement.enclosing(project.pack.syntax.functions) == nil,
            named.contains(String(name.text.split(separator: ".").last ?? ""))
          else { continue }
          found.append(
            Location(
              file: path, line: statement.lines.lowerBound, endLine: statement.lines.upperBound,
              score: location.score * 0.85))
        }
      }
    }
    return found
  }

  private func names(in file: ProjectFile, _ lines: ClosedRange<Int>) -> Set<String> {
    let start = file.text.range(ofLine: lines.lowerBound)?.lowerBound ?? 0
    let end = file.text.range(ofLine: min(lines.upperBound, file.text.lineStarts.count))?.upperBound ?? start
    let text = file.text.text(start..<max(start, end))
    return Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  /// The files of the project whose names the file's imports mention.
  private func imported(_ file: ProjectFile) -> [String] {
    let words = Set(
      file.matches("imports").compactMap { $0["import"]?.text }.flatMap {
        $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
      })
    // A tree that cannot be listed has no other files to offer.
    return ((try? project.paths()) ?? []).filter { path in
      guard path != file.path, let name = path.split(separator: "/").last?.split(separator: ".").first else {
        return false
      }
      return words.contains(String(name))
    }
  }

  private func distinct(_ locations: [Location]) -> [Location] {
    var seen: Set<String> = []
    return locations.filter { seen.insert("\($0.file) \($0.line) \($0.endLine ?? $0.line)").inserted }
  }
}
