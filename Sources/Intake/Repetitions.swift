import Healing

/// Where the events of each fingerprint stand in one batch. In a storm thousands are the same: all of them count, and
/// a few keep their bodies.
struct Repetitions {
  private let limits: IntakeLimits
  private var places: [String: [Int]] = [:]

  init(_ limits: IntakeLimits) {
    self.limits = limits
  }

  mutating func note(_ fingerprint: String, at place: Int) { places[fingerprint, default: []].append(place) }

  /// Takes the bodies out of those in the middle; gives their number.
  func slim(_ errors: inout [ClassifiedEvent]) -> Int {
    var count = 0
    for places in places.values where places.count > limits.first + limits.last {
      for place in places[limits.first..<(places.count - limits.last)] {
        errors[place].event.trace = nil
        errors[place].event.locals = nil
        errors[place].event.attributes = nil
        errors[place].exceptions = []
        count += 1
      }
    }
    return count
  }
}
