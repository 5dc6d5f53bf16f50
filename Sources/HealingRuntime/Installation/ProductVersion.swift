/// The version of this package, by SemVer 2.
public enum ProductVersion {
  public static let text = "0.1.0"
}
