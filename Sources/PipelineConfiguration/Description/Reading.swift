import YAMLDocument

/// What goes along while one file is read: where it is, what is in it, and what was found wrong so far.
final class Reading {
  let file: String
  let folder: String
  let root: YAMLNode
  /// The names under `services`, whatever stands there.
  let serviceNames: [String]
  private let serviceIndex: Set<String>
  private var findings: [Finding] = []
  private var untold = 0
  private var untoldWeight = Mistake.Weight.warning

  /// More are counted and not told: whoever mends these will read the file once more.
  private static let mostTold = 200

  /// A mistake that still needs its place.
  struct Finding {
    enum Spot { case key, value }

    var path: [String]
    var spot: Spot
    var weight: Mistake.Weight
    var message: String
    var suggestion: String?
  }

  init(file: String, folder: String, root: YAMLNode) {
    self.file = file
    self.folder = folder
    self.root = root
    serviceNames = root["services"]?.entries?.map(\.key) ?? []
    serviceIndex = Set(serviceNames)
  }

  /// Whether something by this name stands under `services`.
  func hasService(_ name: String) -> Bool { serviceIndex.contains(name) }

  /// Reports that the value at `path` is wrong.
  func wrong(_ path: [String], _ message: String, _ suggestion: String? = nil) {
    report(Finding(path: path, spot: .value, weight: .error, message: message, suggestion: suggestion))
  }

  /// Reports that the key at the end of `path` does not belong there.
  func misplaced(_ path: [String], _ message: String, _ suggestion: String? = nil) {
    report(Finding(path: path, spot: .key, weight: .error, message: message, suggestion: suggestion))
  }

  /// Reports something that works and is probably not meant.
  func doubtful(_ path: [String], _ message: String, _ suggestion: String? = nil) {
    report(Finding(path: path, spot: .key, weight: .warning, message: message, suggestion: suggestion))
  }

  private func report(_ finding: Finding) {
    guard findings.count >= Self.mostTold else { return findings.append(finding) }
    untold += 1
    if finding.weight == .error { untoldWeight = .error }
  }

  /// Everything that is wrong, in the order of the file; what was found twice is told once.
  func mistakes(and duplicates: [DuplicateKey]) -> [Mistake] {
    var seen: Set<Mistake> = []
    var mistakes = (findings.map(mistake) + duplicates.prefix(Self.mostTold).map(mistake)).filter {
      seen.insert($0).inserted
    }
    mistakes.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    let more = untold + max(0, duplicates.count - Self.mostTold)
    guard more > 0 else { return mistakes }
    let weight = duplicates.count > Self.mostTold ? .error : untoldWeight
    let message = "there are \(more) more mistakes"
    return mistakes + [Mistake(weight: weight, file: file, line: 0, column: 0, keyPath: "", message: message)]
  }

  /// `path` as people write it, with brackets around the index of an item.
  func keyPath(_ path: [String]) -> String {
    var text = ""
    var node: YAMLNode? = root
    for step in path {
      let isIndex = node?.items != nil
      node = node?.node(at: [step])
      text += isIndex ? "[\(step)]" : text.isEmpty ? step.asKey : "." + step.asKey
    }
    return text
  }

  /// Where the value at `path` stands, for messages of a later time: `homeostasis.yaml:14: pipelines.web.monitors[0]`.
  func place(_ path: [String]) -> String { "\(file):\(root.find(path).node.mark.line): \(keyPath(path))" }

  private func mistake(_ finding: Finding) -> Mistake {
    let mark = mark(of: finding)
    return Mistake(
      weight: finding.weight, file: file, line: mark.line, column: mark.column, keyPath: keyPath(finding.path),
      message: finding.message, suggestion: finding.suggestion)
  }

  private func mistake(_ duplicate: DuplicateKey) -> Mistake {
    Mistake(
      file: file, line: duplicate.mark.line, column: duplicate.mark.column, keyPath: keyPath(duplicate.path),
      message: duplicate.message)
  }

  /// A value that begins below its key is shown at the key, where people look for it; so is what is missing.
  private func mark(of finding: Finding) -> YAMLMark {
    let found = root.find(finding.path)
    guard let keyMark = found.keyMark else { return found.node.mark }
    let isAtKey = finding.spot == .key || !found.isWhole || found.node.mark.line != keyMark.line
    return isAtKey ? keyMark : found.node.mark
  }
}

extension String {
  /// As it stands in a key path: in quotes when it would look like several steps.
  fileprivate var asKey: String {
    let isPlain = !isEmpty && allSatisfy { !$0.isWhitespace && !".[]:\"".contains($0) }
    return isPlain ? self : String(reflecting: self)
  }
}
