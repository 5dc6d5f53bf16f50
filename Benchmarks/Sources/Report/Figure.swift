/// One measured figure beside that of a named peer, measured in the same run.
struct Figure: Sendable, Encodable {
  /// `call.host.record`: part, what, of what.
  let name: String
  let value: Double
  let unit: String
  /// What it stands beside; empty: there is nothing to measure it against.
  let peer: String
  let peerValue: Double?

  init(_ name: String, _ value: Double, _ unit: String, peer: String = "", _ peerValue: Double? = nil) {
    self.name = name
    self.value = value
    self.unit = unit
    self.peer = peer
    self.peerValue = peerValue
  }

  /// The value over the peer's.
  var ratio: Double? { peerValue.flatMap { $0 == 0 ? nil : value / $0 } }

  private enum CodingKeys: String, CodingKey { case name, value, unit, peer, peerValue, ratio }

  func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(name, forKey: .name)
    try members.encode(value, forKey: .value)
    try members.encode(unit, forKey: .unit)
    try members.encode(peer, forKey: .peer)
    // Not `encodeIfPresent`: who reads the file finds the same six members in every figure.
    try members.encode(peerValue, forKey: .peerValue)
    try members.encode(ratio, forKey: .ratio)
  }
}
