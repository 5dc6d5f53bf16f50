import Glibc
import TraceGrammar

/// The files that were open when a cursor was made, until they are found again. While files are renamed all the time a
/// look can miss one that is there: nothing of it is given up before listings say for certain that it is gone.
struct SoughtFiles {
  private struct Sought {
    let place: TailPosition.Place
    let since: Duration
    /// Listings during which nothing was renamed, and that did not show it.
    var misses = 0
  }

  /// What a look brought.
  struct Found {
    /// In the order of the cursor.
    var logs: [OpenLog] = []
    /// They are there, but what was read in them is not.
    var emptied: [TailPosition.Place] = []
    var gone: [TailPosition.Place] = []
  }

  private static let mostMisses = 3
  /// Where files are renamed all the time no listing is certain: after this a file counts as gone.
  private static let limit: Duration = .seconds(30)
  private var files: [Sought]

  init(_ places: [TailPosition.Place] = [], since now: Duration = .zero) {
    files = places.map { Sought(place: $0, since: now) }
  }

  var isEmpty: Bool { files.isEmpty }

  /// What is still sought, in the order of the cursor.
  var places: [TailPosition.Place] { files.map(\.place) }

  /// Lets `log` go on where reading of it stopped, if it is one of those that are sought. It is sought no longer.
  mutating func resume(_ log: inout OpenLog) {
    guard let index = files.firstIndex(where: { $0.place.file == log.identity }) else { return }
    let place = files.remove(at: index).place
    if place.isIn(log) { log.resume(at: place) }
  }

  /// Looks for them at `path` and beside it.
  mutating func look(at path: String, finder: TraceFinder, _ now: Duration) -> Found {
    let order = places.map(\.file)
    var found = Found()
    for _ in 0..<16 where !isEmpty {
      let before = files.count
      // What a listing says of inodes costs nothing, and so little time that few files are renamed meanwhile.
      let names = Siblings.names(of: Set(files.map(\.place.file.inode)), beside: path)
      for name in [path] + names { open(name, isLog: name == path, finder, now, &found) }
      if files.count < before { continue }
      let siblings = Siblings(of: path)
      let known = siblings.entries.filter { entry in files.contains { $0.place.file == entry.identity } }
      for entry in known { open(entry.path, isLog: false, finder, now, &found) }
      if files.count < before { continue }
      guard siblings.isKnown, siblings.isStable else { break }
      for index in files.indices where !known.contains(where: { $0.identity == files[index].place.file }) {
        files[index].misses += 1
      }
      found.gone += give { $0.misses >= Self.mostMisses }
    }
    found.gone += give { now - $0.since > Self.limit }
    found.logs.sort { order.firstIndex(of: $0.identity) ?? 0 < order.firstIndex(of: $1.identity) ?? 0 }
    return found
  }

  private mutating func open(
    _ name: String, isLog: Bool, _ finder: TraceFinder, _ now: Duration, _ found: inout Found
  ) {
    guard var log = OpenLog(name, finder: finder, now: now),
      let index = files.firstIndex(where: { $0.place.file == log.identity })
    else { return }
    let place = files.remove(at: index).place
    guard place.isIn(log) else { return found.emptied.append(place) }
    log.resume(at: place)
    log.rotatedSince = isLog ? nil : now
    found.logs.append(log)
  }

  private mutating func give(_ isGone: (Sought) -> Bool) -> [TailPosition.Place] {
    let gone = files.filter(isGone).map(\.place)
    files.removeAll(where: isGone)
    return gone
  }
}

extension TailPosition.Place {
  /// Whether what was read is still in it.
  fileprivate func isIn(_ log: OpenLog) -> Bool { head.fits(log.head) && Int64(log.status.st_size) >= offset }
}
