/// A prompt and what came of it, as it is kept.
struct Exchange: Codable {
  /// Nanoseconds since 1970.
  var at: Int64
  /// The call of the stage; names incident and attempt.
  var call: String
  /// The provider's address.
  var url: String
  var model: String
  var system: String
  var user: String
  /// What the model wrote; nil: nothing came.
  var answer: String?
  /// Why the answer was of no use; nil: it was.
  var trouble: String?
  var inputTokens: Int
  var outputTokens: Int
  var money: Double

  /// Bytes of one text that are kept.
  static let longest = 64 << 10
}
