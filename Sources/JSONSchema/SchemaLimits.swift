/// What a schema from a stranger may cost.
public struct SchemaLimits: Sendable, Hashable {
  /// Subschemas in one schema.
  public var subschemas: Int
  /// Levels of nesting of the schema, and of the references and combinations that one value is led through.
  public var depth: Int
  /// Subschemas that one check may look at, all repetitions counted.
  public var steps: Int
  /// Mismatches that one check reports; the last one then says that there are more.
  public var mismatches: Int

  /// Limits of your own.
  public init(subschemas: Int, depth: Int, steps: Int, mismatches: Int) {
    self.subschemas = subschemas
    self.depth = depth
    self.steps = steps
    self.mismatches = mismatches
  }

  /// Enough for the settings of plugins: 10,000 subschemas, 64 levels, 200,000 steps, 100 mismatches.
  public static let standard = SchemaLimits(subschemas: 10_000, depth: 64, steps: 200_000, mismatches: 100)
}
