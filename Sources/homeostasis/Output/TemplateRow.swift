import Healing
import IncidentStore
import LanguageKit

/// A template in JSON.
struct TemplateRow: Encodable {
  let language: String
  let id: String
  let title: String
  let score: Double
  let risk: String
  let isOperator: Bool
  let suppresses: Bool
  /// How often it was right where it was tried, aged; nil where that was not asked for.
  let right: Double?
  let wrong: Double?
  /// What it does, as a diff.
  let example: String

  init(_ template: Template, of language: String, _ counts: [String: [TemplateCount]]) {
    self.language = language
    id = template.id
    title = template.summary
    score = template.score
    risk = template.risk
    isOperator = template.isOperator
    suppresses = template.suppresses
    let own = counts.isEmpty ? nil : counts[template.id] ?? []
    right = own.map { $0.reduce(0) { $0 + $1.successes } }
    wrong = own.map { $0.reduce(0) { $0 + $1.failures } }
    let (before, after) = (template.example.before, template.example.after)
    example = UnifiedDiff.text([
      EditedFile(path: template.example.file, before: Array(before.utf8), after: Array(after.utf8))
    ])
  }
}
