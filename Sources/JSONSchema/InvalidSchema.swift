/// A schema that cannot be used, with everything that is wrong with it.
public struct InvalidSchema: Error, Sendable, Hashable, CustomStringConvertible {
  /// The mistakes, at least one, in the order of their pointers.
  public var defects: [SchemaDefect]

  /// A failure because of `defects`.
  public init(defects: [SchemaDefect]) { self.defects = defects }

  /// Each defect on a line.
  public var description: String { defects.map(\.description).joined(separator: "\n") }
}
