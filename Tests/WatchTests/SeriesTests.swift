import Testing

@testable import Watch

@Suite struct SeriesTests {
  @Test func aLongWatchKeepsItsSumInBoundedMemory() {
    var series = Series()
    for number in 0..<10_000 {
      series.append(Tally(Exposure(requests: 10, seconds: 1), errors: number % 3, otherErrors: 1, slow: 2))
    }
    #expect(series.tallies.count <= Series.capacity)
    let sum = Tally(
      Exposure(requests: 100_000, seconds: 10_000), errors: 9_999, otherErrors: 10_000, slow: 20_000)
    #expect(series.total == sum)
  }

  @Test func whatIsUnknownOfOneIsUnknownOfTheSum() {
    let sum = Tally(Exposure(requests: 5, seconds: 1), slow: 1) + Tally(Exposure(seconds: 1))
    #expect(sum.exposure.requests == nil)
    #expect(sum.slow == nil)
    #expect(sum.exposure.seconds == 2)
  }

  @Test func nonsenseCountsAsNothing() {
    let tally = Tally(Exposure(requests: -4, seconds: .nan), errors: -1, otherErrors: .max, slow: -9)
    #expect(tally.exposure == Exposure(requests: 0, seconds: 0))
    #expect(tally.errors == 0 && tally.slow == 0 && (tally + tally).otherErrors > 0)
  }
}
