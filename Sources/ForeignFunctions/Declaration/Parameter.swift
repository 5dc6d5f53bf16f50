public import PluginBridge

/// What is handed to a function in one of its places.
public enum Parameter: Sendable, Hashable {
  /// By value.
  case scalar(ScalarType, Source)
  /// `const char *`: UTF-8 that ends in a zero byte.
  case string(Source)
  /// `const void *, size_t`: two places of the function.
  case buffer(Source)
  /// `const struct *`: its members in their order, laid out as a C compiler does.
  case structure([Parameter])
}

/// Where a value comes from.
public struct Source: Sendable, Hashable {
  /// A column of a record, or the same value each time.
  public enum Origin: Sendable, Hashable {
    case column(String, of: String)
    case constant(Cell)
  }

  /// Where the value is looked for.
  public var origin: Origin
  /// What is taken when the record does not say; nil: the function is not called for such a record.
  public var otherwise: Cell?
}
