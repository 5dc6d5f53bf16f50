/// How far Homeostasis may go by itself.
public enum Mode: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Group and show incidents; no attempt.
  case observe
  /// Go as far as a verified patch, which a person puts into service.
  case propose
  /// The whole way.
  case auto

  /// `observe` is the least, `auto` the most.
  public static func < (left: Mode, right: Mode) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}
