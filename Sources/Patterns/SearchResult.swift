/// How a search ended.
public enum SearchResult: Sendable, Hashable {
  case match(Match)
  /// The subject holds no match.
  case none
  /// A limit was reached first; there may be a match or not.
  case gaveUp
}
