internal import SyntaxTree

/// What a template knows at one place: captured nodes, and texts from messages and choices.
struct Bindings {
  var nodes: [String: SyntaxNode] = [:]
  var texts: [String: String] = [:]
  /// The product of the weights of what was chosen.
  var weight = 1.0

  /// The text of a capture, or of a message's group or a choice.
  func text(_ name: String) -> String? { texts[name] ?? nodes[name]?.text }
}
