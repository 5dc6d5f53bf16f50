import HealingRuntime
import SystemCalls

/// Where a run of the bench finds what it measures and keeps what it makes, and how much of it.
struct BenchPlace: Sendable {
  /// The programs, plugins and packs that are measured: those beside this program.
  let installation: Installation
  /// The checkout.
  let root: String
  /// A folder of this run; deleted at its end.
  let folder: String
  let quick: Bool

  static func make(quick: Bool) throws -> BenchPlace {
    let installation = try Installation.current()
    guard let examples = installation.examples, Files.exists("\(Files.parent(of: examples))/Benchmarks") else {
      throw BenchFailure("the bench measures a checkout: build and run it there with `make bench`")
    }
    return BenchPlace(
      installation: installation, root: Files.parent(of: examples),
      folder: try Files.resolve(Files.temporaryFolder("homeostasis-bench")), quick: quick)
  }

  /// A folder for one part.
  func folder(_ name: String) throws -> String {
    try Files.makeFolder("\(folder)/\(name)")
    return "\(folder)/\(name)"
  }

  /// A program or library of the build.
  func product(_ name: String) throws -> String {
    let path = "\(installation.programs)/\(name)"
    if !Files.exists(path) { throw BenchFailure("\(path) is not built: run `make bench`, or `swift build -c release`") }
    return path
  }

  /// A count, or its smaller one.
  func count(_ full: Int, quick small: Int) -> Int { quick ? small : full }

  /// Deletes the folder.
  func clean() {
    do throws(SystemError) { try Files.remove(folder) } catch {
      Console.progress("\(folder) could not be deleted: \(error)")
    }
  }
}
