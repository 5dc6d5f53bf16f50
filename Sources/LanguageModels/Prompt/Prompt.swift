/// What a model is asked.
public struct Prompt: Sendable, Hashable {
  /// What it is to do: ours alone, nothing of a service stands in it.
  public var system: String
  /// The data, between marks.
  public var user: String

  /// A question.
  public init(system: String, user: String) {
    self.system = system
    self.user = user
  }

  /// Tokens that nobody has counted yet.
  var estimate: Int { ModelReply.estimate(system) + ModelReply.estimate(user) }
}
