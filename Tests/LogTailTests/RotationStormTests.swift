import FoundationEssentials
import Glibc
import Healing
import LogTail
import SystemCalls
import TestSupport
import Testing

/// A process writes and rotates as fast as it can, while the tail reads, is killed and starts again.
struct RotationStormTests {
  /// Writes numbered records: error lines, traces, and lines of no interest; rotates by renaming.
  private static let writer = """
    import os, random, sys, time
    folder, rotations, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance, number, name = random.Random(seed), 0, folder + "/shop.log"
    for rotation in range(rotations + 1):
        with open(name, "a", buffering=1) as log:
            for _ in range(chance.randrange(1, 40)):
                number += 1
                kind = chance.random()
                if kind < 0.3:
                    log.write("[ERROR] number %d\\n" % number)
                elif kind < 0.6:
                    log.write("[ERROR] number %d\\nTraceback (most recent call last):\\n" % number)
                    log.write('  File "a.py", line 3, in f\\n    return a[1]\\nKeyError: 1\\n  more\\n')
                else:
                    log.write("[INFO] GET /%d 200 3ms\\n[ERROR] number %d" % (number, number))
                    log.write("\\n")
                if chance.random() < 0.1:
                    time.sleep(chance.random() * 0.01)
        if rotation < rotations:
            for old in range(rotation, 0, -1):
                os.rename("%s.%d" % (name, old), "%s.%d" % (name, old + 1))
            os.rename(name, name + ".1")
    print(number)
    """

  @Test func nothingIsLostAndNothingToldTwice() throws {
    let rotations = Soak.count("rotations of a log under writers and restarts", usual: 50, full: 1_000)
    let seed = Soak.seed
    let folder = try Files.temporaryFolder("log-storm")
    defer { #expect(throws: Never.self) { try Files.remove(folder) } }

    var request = SpawnRequest(
      "python3", ["-c", Self.writer, folder, "\(rotations)", "\(seed)"],
      environment: Built.environment)
    let output = try OwnedFile.pipe()
    request.files[1] = output.write
    try Files.replace(folder + "/shop.log", with: [])
    var reading = Reading(folder, seed)
    try reading.begin()
    let child = try request.spawn()
    request.files = [:]
    while try child.poll() == nil { try reading.step() }
    let number = Int(String(decoding: try output.read.read(64), as: UTF8.self).split(separator: "\n")[0]) ?? 0
    let start = ContinuousClock.now
    let limit = Duration.seconds(Soak.isOn ? 300 : 30)
    while reading.numbers.count < number, start.duration(to: .now) < limit { try reading.step() }
    try reading.finish()

    #expect(number >= rotations)
    #expect(reading.numbers.count == number, "seed \(seed)")
    #expect(reading.numbers == Array(1...number), "seed \(seed)")
    #expect(Set(reading.ids).count == reading.ids.count, "seed \(seed)")
    #expect(reading.traces == reading.wholeTraces, "seed \(seed)")
    #expect(reading.restarts > 0)
  }

  /// The reader's side. What was not stored with its cursor is forgotten at a restart.
  private struct Reading {
    private let settings: TailSettings
    private var tail: LogTail
    private var cursors: [String: [UInt8]] = [:]
    private var chance: SeededGenerator
    private var told: [Event] = []
    private(set) var restarts = 0

    init(_ folder: String, _ seed: UInt64) {
      var settings = TailSettings(paths: [folder + "/shop.log"], service: "shop")
      settings.drain = .milliseconds(400)
      self.settings = settings
      chance = SeededGenerator(seed)
      tail = Self.tail(settings)
    }

    private static func tail(_ settings: TailSettings) -> LogTail {
      do {
        return try LogTail(settings, TailedFolder.grammars)
      } catch {
        preconditionFailure("\(error)")
      }
    }

    /// The first cursor is stored before anything happens.
    mutating func begin() throws {
      for batch in tail.look(.now()) { cursors[batch.stream] = batch.cursor }
      #expect(cursors.count == 1)
    }

    mutating func step() throws {
      tail.wait(atMost: .milliseconds(20))
      let batches = tail.look(.now())
      // Killed between reading and storing.
      if Int.random(in: 0..<8, using: &chance) == 0 { return restart() }
      for batch in batches {
        told += batch.events.filter { $0.signal == .error }
        cursors[batch.stream] = batch.cursor
      }
      if Int.random(in: 0..<8, using: &chance) == 0 { restart() }
    }

    private mutating func restart() {
      restarts += 1
      tail = Self.tail(settings)
      tail.resume(cursors.map { Cursor(monitor: "web/log", stream: $0, position: $1, at: .unknown) })
    }

    /// Whether anything comes again afterwards.
    mutating func finish() throws {
      restart()
      for _ in 0..<10 { try step() }
    }

    var numbers: [Int] { told.compactMap { Int($0.message.split(separator: " ").last ?? "") }.sorted() }
    var ids: [String] { told.map(\.id) }
    var traces: Int { told.filter { $0.trace != nil }.count }
    var wholeTraces: Int { told.filter { $0.trace?.hasSuffix("KeyError: 1\n  more") == true }.count }
  }
}
