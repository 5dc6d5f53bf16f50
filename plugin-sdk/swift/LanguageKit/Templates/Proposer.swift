public import Healing
internal import SyntaxTree

/// Makes candidates for a diagnosis from the templates of a pack.
public struct Proposer {
  private let library: TemplateLibrary
  private let project: Project
  private let only: Set<String>?

  /// How many candidates one template may make at one place, of how many the best are taken, and how many places are
  /// looked at.
  private static let limit = (perTemplate: 64, made: 200, places: 90)

  /// - Parameter only: the templates to try; nil: all.
  public init(_ library: TemplateLibrary, _ project: Project, only: Set<String>? = nil) {
    self.library = library
    self.project = project
    self.only = only
  }

  /// The candidates, best first, each text of the tree once.
  public func candidates(for diagnosis: Diagnosis, limit: Int = 200) -> [Candidate] {
    let expectations = Expectations(diagnosis, project)
    let best = diagnosis.locations.first?.score ?? 1
    let templates = library.templates(for: diagnosis.exceptions).templates.filter { only?.contains($0.id) ?? true }
    var candidates: [Candidate] = []
    for location in diagnosis.locations.prefix(Self.limit.places) {
      guard let file = project.file(location.file), !file.isTest else { continue }
      let isFrame = diagnosis.exceptions.contains {
        $0.frames.contains { $0.file == location.file && $0.line == location.line }
      }
      let place = FaultPlace(
        project: project, file: file, lines: location.line...max(location.line, location.endLine ?? location.line),
        isFrame: isFrame, expectations: expectations)
      let trust = best > 0 ? 0.25 + 0.75 * location.score / best : 1
      // Away from the frames only what fits any code is tried: the others ask what was raised just there.
      for template in templates where isFrame || template.isOperator || location.score >= best * 0.5 {
        candidates += made(by: template, at: place, diagnosis.exceptions).map { candidate in
          var candidate = candidate
          candidate.score *= trust
          return candidate
        }
      }
    }
    // To parse takes longer than all else, so only what is taken is parsed.
    return Array(distinct(candidates).lazy.filter(parses).prefix(limit))
  }

  private func parses(_ candidate: Candidate) -> Bool {
    candidate.files.allSatisfy { edited in
      guard let file = project.file(edited.path), let after = edited.after else { return false }
      if file.tree.hasError { return true }
      // A candidate that takes too long to parse is not worth trying.
      let tree = try? SyntaxTree(file.text.isUTF8 ? after : SourceText.widened(after), grammar: project.grammar)
      return tree.map { !$0.hasError } ?? false
    }
  }

  private func made(by template: Template, at place: FaultPlace, _ exceptions: [ThrownException]) -> [Candidate] {
    var candidates: [Candidate] = []
    let chain: [ThrownException?] = exceptions.isEmpty ? [nil] : exceptions
    for (depth, exception) in chain.enumerated() {
      for shape in template.cases {
        guard let groups = shape.head.groups(exception) else { continue }
        for bindings in shape.bindings(at: place, groups: groups) {
          candidates += complete(bindings, template, place, depth)
          if candidates.count >= Self.limit.made { return best(candidates) }
        }
      }
    }
    return best(candidates)
  }

  /// A long function has many places for an operator: those that are named first in it are not the likeliest.
  private func best(_ candidates: [Candidate]) -> [Candidate] {
    let ordered = candidates.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
    return ordered.prefix(Self.limit.perTemplate).map(\.element)
  }

  private func complete(
    _ start: Bindings, _ template: Template, _ place: FaultPlace, _ depth: Int
  ) -> [Candidate] {
    var all = [start]
    for step in template.steps { all = all.flatMap { step.extended($0, place) } }
    all = all.filter { bindings in template.conditions.allSatisfy { $0.holds(bindings, place) } }
    for choice in template.choices { all = all.flatMap { choice.extended($0, place) } }
    return all.prefix(Self.limit.perTemplate).compactMap { bindings in
      guard let files = Rewriter(bindings, place).files(template.rewrites) else { return nil }
      return Candidate(
        template: template.id, title: template.title.filled(bindings, library.pack) ?? template.id,
        score: template.score * min(bindings.weight, 1.3) / 1.3 * (depth == 0 ? 1 : 0.8),
        edits: template.rewrites.count,
        suppresses: template.suppresses, risk: template.risk, files: files)
    }
  }

  /// Best first; those that hide the failure last. Of equal results the best stays.
  private func distinct(_ candidates: [Candidate]) -> [Candidate] {
    let ordered = candidates.enumerated().sorted { left, right in
      if left.element.suppresses != right.element.suppresses { return right.element.suppresses }
      return (-left.element.score, left.element.edits, left.offset) < (
        -right.element.score, right.element.edits, right.offset
      )
    }
    var seen: Set<[EditedFile]> = []
    return ordered.map(\.element).filter { seen.insert($0.files).inserted }
  }
}
