public import Healing

extension Event {
  /// Sets one attribute and keeps the others.
  public mutating func add(_ key: String, _ value: JSONValue) {
    var members = attributes?.object ?? [:]
    members[key] = value
    attributes = .object(members)
  }

  /// Sets the attribute that holds the failing request.
  public mutating func add(_ key: String, _ request: FailingRequest) {
    let headers = request.headers.map { JSONValue.array($0.map { .string($0) }) }
    var members: [String: JSONValue] = [
      "method": .string(request.method), "target": .string(request.target), "headers": .array(headers),
    ]
    if let body = request.body { members["body"] = .string(body) }
    add(key, .object(members))
  }
}
