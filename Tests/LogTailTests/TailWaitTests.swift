import Glibc
import Healing
import LogTail
import SystemCalls
import Testing

/// What wakes a tail that waits. Looking without being told is put off so far that only the kernel's word counts.
@Suite(.serialized) struct TailWaitTests {
  /// How long the tail waits while `act` happens a little later.
  private func waited(_ log: TailedFolder, _ tail: LogTail, atMost time: Duration, _ act: @escaping () throws -> Void)
    throws
    -> Duration
  {
    while !tail.look(.now()).isEmpty {}
    nonisolated(unsafe) let act = act
    let worker = Worker {
      Glibc.poll(nil, 0, 50)
      do {
        try act()
      } catch {
        Issue.record(error)
      }
    }
    let start = ContinuousClock.now
    tail.wait(atMost: time)
    let duration = start.duration(to: .now)
    worker.join()
    return duration
  }

  @Test func aWriteWakesIt() throws {
    let log = try TailedFolder { $0.lookInterval = .seconds(600) }
    let tail = try LogTail(log.settings, TailedFolder.grammars)
    // The file appears, grows, is rotated away, and the next one appears.
    let acts: [() throws -> Void] = [
      { try log.write("[INFO] one\n") }, { try log.write("[INFO] two\n") },
      { try log.rename("shop.log", "shop.log.1") }, { try log.write("[INFO] late\n", to: "shop.log.1") },
      { try log.write("[INFO] three\n") }, { try log.write("[INFO] four\n") },
    ]
    for act in acts { #expect(try waited(log, tail, atMost: .seconds(20), act) < .seconds(5)) }
  }

  @Test func nothingElseDoes() throws {
    let log = try TailedFolder { $0.lookInterval = .seconds(600) }
    try log.write("[INFO] one\n")
    let tail = try LogTail(log.settings, TailedFolder.grammars)
    // It is looked at again when a cursor is due; the test is about what follows.
    Glibc.poll(nil, 0, 20)
    #expect(try waited(log, tail, atMost: .milliseconds(400)) {} >= .milliseconds(390))
  }

  @Test func aRecordThatWaitsForItsNextLineWakesIt() throws {
    let log = try TailedFolder { $0.lookInterval = .seconds(600) }
    try log.write("[ERROR] one\n")
    let tail = try LogTail(log.settings, TailedFolder.grammars)
    #expect(try waited(log, tail, atMost: .seconds(20)) {} < .seconds(5))
    var told: [String] = []
    let start = ContinuousClock.now
    while told.isEmpty, start.duration(to: .now) < .seconds(10) {
      tail.wait(atMost: .seconds(1))
      told += tail.look(.now()).flatMap(\.events).map(\.message)
    }
    #expect(told == ["one"])
  }
}

/// A thread that runs one function.
private final class Worker {
  private var thread = pthread_t()

  init(_ body: @escaping () -> Void) {
    let box = Unmanaged.passRetained(Box(body))
    pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
  }

  func join() { pthread_join(thread, nil) }

  private final class Box {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
