import Healing

/// What is kept of a generation's tree, beside the tree.
struct Release: Sendable, Hashable, Codable {
  var generation: Int64
  /// The rollout that it was made for; empty when it is the source as it stood.
  var rollout: String
  /// Hash of the source tree that it was made from.
  var base: String
  /// Hash of the tree with the change.
  var tree: String
  /// The change; empty: none.
  var diff: String
  /// The files that it changes, with the hashes of both sides.
  var changes: [FileChange]
}
