extension Limits {
  /// The limits of a file that says nothing of them.
  public static let standard = LimitsKeys.standard
}
