/// What a provider has answered, before anybody has looked at what it says.
struct ModelReply {
  /// What the model wrote.
  var text: String
  /// Tokens of the prompt as the provider counts them; nil: it does not say.
  var inputTokens: Int?
  /// Tokens of the answer; nil: it does not say.
  var outputTokens: Int?
  /// Why the text is not whole or not there; nil: it is whole.
  var defect: ProviderTrouble?

  /// Where nobody counts: so many bytes are one token.
  static let bytesPerToken = 4

  /// Tokens of a text that nobody has counted.
  static func estimate(_ text: String) -> Int { text.utf8.count / bytesPerToken + 1 }
}
