/// Tallies in the order of time, at most ``capacity`` of them: when there are more, neighbours are joined. So a watch of
/// an hour needs no more memory than one of a minute, and its intervals grow with it.
struct Series: Sendable {
  static let capacity = 120

  private(set) var tallies: [Tally] = []

  init(_ tallies: [Tally] = []) {
    for tally in tallies { append(tally) }
  }

  mutating func append(_ tally: Tally) {
    tallies.append(tally)
    if tallies.count > Self.capacity {
      tallies = stride(from: 0, to: tallies.count, by: 2).map { index in
        index + 1 < tallies.count ? tallies[index] + tallies[index + 1] : tallies[index]
      }
    }
  }

  var total: Tally? {
    guard let first = tallies.first else { return nil }
    return tallies.dropFirst().reduce(first, +)
  }

  /// Whether every tally knows its requests.
  var countsRequests: Bool { tallies.allSatisfy { $0.exposure.requests != nil } }
}
