import Healing

/// The events of one batch that belong to one incident: a storm of one trouble is one upsert.
struct EventGroup {
  let service: String
  let fingerprint: String
  private(set) var events: [ClassifiedEvent]

  /// Groups a batch, in the order of the first event of each.
  static func groups(of events: [ClassifiedEvent]) throws(StoreFailure) -> [EventGroup] {
    var groups: [EventGroup] = []
    var places: [Key: Int] = [:]
    for event in events {
      guard !event.event.service.isEmpty, !event.fingerprint.isEmpty else {
        throw StoreFailure(
          .invalid, at: "event \(event.event.id)", "it names no service or no fingerprint",
          remedy: "an event is classified before it is stored; the batch was not stored")
      }
      let key = Key(service: event.event.service, fingerprint: event.fingerprint)
      if let place = places[key] {
        groups[place].events.append(event)
      } else {
        places[key] = groups.count
        groups.append(EventGroup(service: key.service, fingerprint: key.fingerprint, events: [event]))
      }
    }
    return groups
  }

  /// The same group with only those events that `isKept` says.
  func keeping(_ isKept: (Event) throws(StoreFailure) -> Bool) throws(StoreFailure) -> EventGroup {
    var group = self
    group.events = []
    for event in events where try isKept(event.event) { group.events.append(event) }
    return group
  }

  private struct Key: Hashable {
    var service: String
    var fingerprint: String
  }
}
