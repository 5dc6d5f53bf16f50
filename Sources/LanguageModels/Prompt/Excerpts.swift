import Healing
import LanguageKit

/// Numbered lines of the sources that a failure is about.
struct Excerpts {
  private let project: Project

  /// How many files, lines and bytes are shown; up to how many lines a file is shown whole, and of a longer one how many
  /// around each place; what one line may have.
  private static let limit = (files: 6, lines: 500, bytes: 32_000, line: 1_000, whole: 150, around: 25)

  init(_ project: Project) { self.project = project }

  /// The places of a diagnosis, the likeliest first, and the frames of the project.
  static func places(of diagnosis: Diagnosis) -> [(file: String, lines: ClosedRange<Int>)] {
    let locations = diagnosis.locations.prefix(12).map { place in
      (file: place.file, lines: max(1, place.line)...max(1, place.line, place.endLine ?? place.line))
    }
    let frames = diagnosis.exceptions.flatMap(\.frames).filter(\.project).prefix(40)
    return locations + frames.map { (file: $0.file, lines: max(1, $0.line)...max(1, $0.line)) }
  }

  /// One page for each file, the likeliest first.
  /// - Parameter clean: takes secrets out of a line.
  func pages(
    _ places: [(file: String, lines: ClosedRange<Int>)], _ clean: (String) -> String
  ) -> [String] {
    var files: [String] = []
    for place in places where !files.contains(place.file) { files.append(place.file) }
    var (pages, lines, bytes) = ([String](), Self.limit.lines, Self.limit.bytes)
    for path in files.prefix(Self.limit.files) {
      guard let file = project.file(path), lines > 0, bytes > 0 else { continue }
      let kind = file.isTest ? "test, not to be changed" : "source"
      var page = "file \(path) (\(kind), \(file.text.lineCount) lines):"
      var last = 0
      for number in shown(of: file, places.filter { $0.file == path }.map(\.lines)) where lines > 0 && bytes > 0 {
        if number > last + 1 { page += "\n  ..." }
        let line = "\n\(number)| \(clean((file.text.line(number) ?? "").cut(to: Self.limit.line)))"
        page += line
        (last, lines, bytes) = (number, lines - 1, bytes - line.utf8.count)
      }
      if last < file.text.lineCount { page += "\n  ..." }
      pages.append(page)
    }
    return pages
  }

  private func shown(of file: ProjectFile, _ places: [ClosedRange<Int>]) -> [Int] {
    let count = file.text.lineCount
    if count <= Self.limit.whole { return Array(1...max(1, count)) }
    var numbers: Set<Int> = []
    for place in places where place.lowerBound <= count {
      // A whole function may be a place.
      let end = min(place.upperBound, place.lowerBound + 2 * Self.limit.around)
      numbers.formUnion(max(1, place.lowerBound - Self.limit.around)...min(count, end + Self.limit.around))
    }
    return numbers.sorted()
  }
}
