import Healing
import JSONSchema

/// The form that an answer must have.
public struct AnswerForm: Sendable {
  /// The JSON Schema as text, for the prompt.
  public let text: String
  private let schema: Schema

  /// - Parameter text: a JSON Schema of this package; a wrong one is a mistake in the program.
  public init(_ text: String) {
    self.text = text
    do { schema = try Schema(JSON.decode(JSONValue.self, from: text)) } catch {
      preconditionFailure("a schema of this package: \(error)")
    }
  }

  /// The one object of the text, when it has the form.
  func read(_ text: String) throws(ProviderTrouble) -> JSONValue {
    let objects = JSONObjects.found(in: text)
    guard let object = objects.first else {
      throw ProviderTrouble(
        "not-json", "the answer has no JSON object: \(text.line(of: 120)); take a model that follows instructions")
    }
    guard objects.count == 1 else {
      throw ProviderTrouble("not-json", "the answer has \(objects.count) JSON objects instead of one")
    }
    let mismatches = schema.check(object)
    guard mismatches.isEmpty else {
      let words = mismatches.prefix(3).map { "\($0)".line(of: 200) }.joined(separator: "; ")
      throw ProviderTrouble("schema", "the answer has not the form that was asked for: \(words)")
    }
    return object
  }
}
