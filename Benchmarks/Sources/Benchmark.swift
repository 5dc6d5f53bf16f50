import Dispatch
import Glibc
import Healing
import SystemCalls

/// The program: measures the parts one after the other and prints and keeps the figures.
@main struct Benchmark {
  /// The parts by their names, in the order in which they run.
  static let parts: [(name: String, make: @Sendable (BenchPlace) -> any Part)] = [
    (CallPart.name, { CallPart($0) }), (RunnerPart.name, { RunnerPart($0) }), (ReloadPart.name, { ReloadPart($0) }),
    (LogPart.name, { LogPart($0) }),
    (HandoverPart.name, { HandoverPart($0) }), (HealPart.name, { HealPart($0) }), (IdlePart.name, { IdlePart($0) }),
  ]

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    let words = Array(CommandLine.arguments.dropFirst())
    if words == [EchoPeer.word] { _exit(EchoPeer.serve()) }
    let code = await run(words)
    // Not through exit(): libraries of plugins stay mapped, and their destructors must not run.
    fflush(nil)
    _exit(code)
  }

  private static func run(_ words: [String]) async -> Int32 {
    let arguments: BenchArguments
    do throws(BenchFailure) { arguments = try BenchArguments(words) } catch {
      Console.progress("\(error)")
      return 2
    }
    if arguments.help {
      Console.out(BenchArguments.usage)
      return 0
    }
    do {
      let place = try BenchPlace.make(quick: arguments.quick)
      let interrupts = Interruption.listen()
      defer {
        place.clean()
        for source in interrupts { source.cancel() }
      }
      let (figures, isWhole) = await measure(arguments, place)
      try keep(figures, at: arguments.results ?? "\(place.root)/Benchmarks/results.json")
      Console.out(
        arguments.json ? try JSON.text(figures) + "\n" : FigureTable(figures: figures, colored: Console.isColored).text)
      return isWhole ? 0 : 1
    } catch {
      Console.progress("\(error)")
      return 1
    }
  }

  /// The figures, and whether every part could be measured.
  private static func measure(_ arguments: BenchArguments, _ place: BenchPlace) async -> ([Figure], Bool) {
    var figures: [Figure] = []
    var isWhole = true
    for (name, make) in parts where arguments.only.isEmpty || arguments.only.contains(name) {
      Console.progress("\(name)\(place.quick ? ", small counts" : "") (load of the machine: \(Machine.load))")
      do {
        try Interruption.check()
        let measured = try await make(place).run()
        figures += measured
      } catch {
        Console.progress("\(name) could not be measured: \(error)")
        isWhole = false
      }
    }
    return (figures, isWhole)
  }

  private static func keep(_ figures: [Figure], at path: String) throws {
    try Files.replace(path, with: Array(JSON.bytes(figures, pretty: true)) + [10])
  }
}
