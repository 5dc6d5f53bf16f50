import Healing
import LanguageKit
import LanguageModels

/// What a model supposes, as far as it can be: places that are in the tree, and less sure than any rule.
struct SupposedCause {
  private let cause: String
  private let category: String
  private let confidence: Double
  private let locations: [Location]
  /// How many places were left out.
  let refused: Int

  /// Above what a bare trace says of its frames, and below what the rules of the packs say.
  private static let confidence = 0.5...0.55
  private static let places = 12

  /// - Parameter answer: has passed the schema.
  init(_ answer: JSONValue, _ project: Project) {
    cause = (answer["cause"]?.text ?? "").line(of: 300)
    category = answer["category"]?.text ?? "unknown"
    let sure = min(1, max(0, answer["confidence"]?.double ?? 0.5))
    confidence = Self.confidence.lowerBound + sure * (Self.confidence.upperBound - Self.confidence.lowerBound)
    let named = answer["locations"]?.array ?? []
    var found: [Location] = []
    for place in named {
      guard let location = Self.location(place, project), found.count < Self.places,
        !found.contains(where: { $0.file == location.file && $0.line == location.line })
      else { continue }
      found.append(location)
    }
    refused = named.count - found.count
    locations = found.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(
      \.element)
  }

  /// Nil: it is not in the tree, no source, or beyond the end of the file.
  private static func location(_ value: JSONValue, _ project: Project) -> Location? {
    guard let path = value["file"]?.text, let line = value["line"]?.integer.map({ Int($0) }) else { return nil }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !steps.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), project.pack.isSource(path),
      !project.pack.isLibrary(path), !project.pack.isTest(path), let file = project.file(path),
      (1...max(1, file.text.lineCount)).contains(line)
    else { return nil }
    return Location(file: path, line: line, score: min(1, max(0, value["score"]?.double ?? 0.5)))
  }

  /// The diagnosis with the model's cause; places that it has not named stay behind those that it has.
  func diagnosis(over known: Diagnosis, model: String) -> Diagnosis {
    var diagnosis = known
    diagnosis.id = ""
    diagnosis.at = .unknown
    diagnosis.cause = cause
    diagnosis.category = category
    diagnosis.confidence = locations.isEmpty ? min(known.confidence, Self.confidence.lowerBound) : confidence
    diagnosis.rule = "llm:\(model.line(of: 100))"
    let least = locations.last?.score ?? 1
    let others = known.locations.filter { place in
      !locations.contains { $0.file == place.file && $0.line == place.line }
    }
    diagnosis.locations =
      locations
      + others.map { place in
        var place = place
        place.score *= least
        return place
      }
    return diagnosis
  }
}
