import Glibc
import Healing
import HealingRuntime
import Orchestration
import SystemCalls

extension Commands {
  static let demo = CommandDescription(
    name: "demo", summary: "watch a small web shop heal itself under load, in about a minute",
    options: [
      OptionDescription(
        name: "--ci", value: nil, summary: "check everything that is shown; exit 1 when something does not hold"),
      OptionDescription(
        name: "--language", value: "ID", summary: "\(DemoStory.languages.joined(separator: ", ")) (default: python)"),
      .output,
    ],
    examples: ["homeostasis demo", "homeostasis demo --ci", "homeostasis demo --language java"]
  ) { invocation throws(CommandFailure) in
    try invocation.noOperands()
    let language = invocation["--language"] ?? "python"
    guard let name = DemoStory.folders[language] else {
      let known = DemoStory.languages.joined(separator: ", ")
      throw CommandFailure(.usage, "--language \(language): there is no demo of it; those of \(known) there are")
    }
    let folder = try DemoFolder.make(name)
    defer { folder.clean() }
    let story = try DemoStory(in: folder.story)
    let result = DemoResult()
    try await Interrupts.untilFirst {
      do throws(CommandFailure) {
        result.finish(try await play(story, in: folder, DemoScreen(aside: invocation.wantsJSON)))
      } catch { result.fail(error) }
    }
    return try report(try result.get(), folder, invocation)
  }

  private static func play(
    _ story: DemoStory, in folder: DemoFolder, _ screen: DemoScreen
  ) async throws(CommandFailure) -> DemoScore {
    let (events, teller) = AsyncStream.makeStream(of: DemoEvent.self)
    let loaded: LoadedConfiguration
    do throws(LoadedConfiguration.Failure) {
      loaded = try LoadedConfiguration.load(folder.configuration, isExample: true)
    } catch {
      throw CommandFailure(.configuration, "the demo's own configuration cannot be used: \(error)")
    }
    let port = PortBox()
    let host: HealingHost
    do throws(StageFailure) {
      host = try await HealingHost(loaded) { news in
        if case .serving(_, _, let address) = news { port.set(address) }
        teller.yield(.news(news, at: SystemAlarm().now()))
      }
    } catch {
      throw CommandFailure(error)
    }
    do throws(StageFailure) { try await host.startServices() } catch {
      await host.stopServices()
      throw CommandFailure(error)
    }
    let play = DemoPlay(folder, story, host, events, port: port.value, screen: screen)
    let tasks = accompany(host, teller)
    var failure: CommandFailure?
    await withTaskCancellationHandler {
      do throws(CommandFailure) { try await play.run() } catch { failure = error }
    } onCancel: {
      teller.finish()
    }
    for task in tasks { task.cancel() }
    for task in tasks { await task.value }
    await host.stopServices()
    if let failure { throw failure }
    return play.finalScore
  }

  /// Runs the host and tells the play what happens.
  private static func accompany(
    _ host: HealingHost, _ teller: AsyncStream<DemoEvent>.Continuation
  ) -> [Task<Void, Never>] {
    [
      Task { for await step in host.progress() { teller.yield(.step(step)) } },
      Task {
        do throws(StageFailure) { try await host.run() } catch { teller.yield(.hostEnded("\(error)")) }
      },
      Task {
        while !Task.isCancelled {
          do { try await Task.sleep(for: .seconds(1)) } catch { break }  // Cancelled: the play is over.
          teller.yield(.tick)
        }
      },
    ]
  }

  private static func report(
    _ score: DemoScore, _ folder: DemoFolder, _ invocation: Invocation
  ) throws(CommandFailure) -> ExitCode {
    let record = "\(folder.results)/record.json"
    do {
      try Files.replace(record, with: Array(JSON.bytes(score, pretty: true)))
    } catch {
      throw CommandFailure(.failed, "the record cannot be written: \(error)")
    }
    if invocation.wantsJSON { try Output.json(score) } else { Terminal.out(DemoPage(score, folder).text) }
    guard invocation.has("--ci") else { return .done }
    for shortfall in score.shortfalls { Terminal.error("does not hold: \(shortfall)") }
    return score.shortfalls.isEmpty ? .done : .failed
  }
}
