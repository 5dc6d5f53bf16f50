/// Why a part could not be measured: what is wrong and what to do.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
