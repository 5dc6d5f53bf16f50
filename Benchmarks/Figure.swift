/// One figure of the table, with the peer that it was measured against in the same run.
struct Figure: Encodable {
  let name: String
  let value: Double
  let unit: String
  let peer: String
  let peerValue: Double

  /// The figure over its peer's.
  var ratio: Double { peerValue == 0 ? 0 : value / peerValue }

  private enum Key: CodingKey { case name, value, unit, peer, peerValue, ratio }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(value, forKey: .value)
    try container.encode(unit, forKey: .unit)
    try container.encode(peer, forKey: .peer)
    try container.encode(peerValue, forKey: .peerValue)
    try container.encode(ratio, forKey: .ratio)
  }
}
