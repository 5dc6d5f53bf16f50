import LanguageKit

/// A template that does not load, or does not do what its example shows.
struct BrokenTemplate: Encodable {
  let language: String
  let template: String
  let reason: String

  init(_ language: String, _ failure: PackFailure) {
    (self.language, template, reason) = (language, failure.file, failure.description)
  }

  init(_ language: String, _ template: Template, _ made: String?) {
    self.language = language
    self.template = template.id
    reason =
      made.map { "its example becomes\n\($0)and not\n\(template.example.after)" } ?? "it makes nothing of its example"
  }
}
