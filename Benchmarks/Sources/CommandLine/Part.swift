/// One group of figures that are measured together.
protocol Part: Sendable {
  static var name: String { get }
  /// Measures the part and its peers.
  func run() async throws -> [Figure]
}
