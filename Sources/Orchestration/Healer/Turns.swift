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

  /// The incident neither has the turn nor waits for it any more. Returns whether somebody else may come now.
  mutating func give(_ incident: String, of service: String) -> Bool {
    queues[service]?.removeAll { $0 == incident }
    guard holders[service] == incident else { return false }
    holders[service] = nil
    return true
  }
}
