/// Who may work on which service: one incident at a time, in the order in which they came.
struct Turns {
  private var holders: [String: String] = [:]
  private var queues: [String: [String]] = [:]

  /// Whether the incident has the turn, after this call. Where not, it stands in the queue.
  mutating func take(_ incident: String, of service: String) -> Bool {
    if holders[service] == incident { return true }
    let queue = queues[service, default: []]
    if holders[service] == nil, queue.first == nil || queue.first == incident {
      holders[service] = incident
      queues[service] = Array(queue.dropFirst())
      return true
    }
    if !queue.contains(incident) { queues[service] = queue + [incident] }
    return false
  }

  /// The incident neither has a turn nor waits for one any more.
  mutating func give(_ incident: String) {
    holders = holders.filter { $0.value != incident }
    queues = queues.mapValues { $0.filter { $0 != incident } }.filter { !$0.value.isEmpty }
  }
}
