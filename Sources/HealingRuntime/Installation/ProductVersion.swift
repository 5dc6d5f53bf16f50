/// The version of this package, by SemVer 2.
public enum ProductVersion {
  /// Raised with each release; that of the plugin ABI is another.
  public static let text = "0.1.0"
}
