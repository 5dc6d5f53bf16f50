import Glibc

/// What the command line asks for.
struct BenchArguments {
  /// Smaller counts, for a look instead of a judgement.
  var quick = false
  /// The parts to run; empty: all.
  var only: [String] = []
  var json = false
  /// Where the figures are kept; nil: `Benchmarks/results.json` of the checkout.
  var results: String?
  var help = false

  static let usage = """
    homeostasis-bench - measures Homeostasis and its peers, in the same run

    Usage:
      homeostasis-bench [OPTIONS]        (make bench ARGS='...')

    Options:
      --quick            smaller counts; ends within 90 s
      --only PART        one part; may be given again: \(Benchmark.parts.map(\.name).joined(separator: ", "))
      --output FORMAT    table for people, json for programs (default: table)
      --results FILE     where the figures are kept (default: Benchmarks/results.json)
      --help             show this page

    Examples:
      homeostasis-bench --quick
      homeostasis-bench --only call --only runner --output json

    Exit status: 0 every part was measured, 1 one could not be, 2 the command line is wrong

    """

  init(_ words: [String]) throws(BenchFailure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--quick": quick = true
      case "--help", "-h": help = true
      case "--only": only.append(try Self.value(of: word, &rest, among: Benchmark.parts.map(\.name)))
      case "--output": json = try Self.value(of: word, &rest, among: ["table", "json"]) == "json"
      case "--results": results = try Self.value(of: word, &rest, among: [])
      default: throw BenchFailure("“\(word)” is not understood; see homeostasis-bench --help")
      }
    }
  }

  private static func value(
    of option: String, _ rest: inout ArraySlice<String>, among allowed: [String]
  ) throws(BenchFailure) -> String {
    guard let value = rest.popFirst() else {
      throw BenchFailure("\(option) needs a value; see homeostasis-bench --help")
    }
    if !allowed.isEmpty && !allowed.contains(value) {
      throw BenchFailure("\(option) is one of \(allowed.joined(separator: ", ")), not “\(value)”")
    }
    return value
  }
}
