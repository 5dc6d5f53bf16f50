import Digest

/// The id of an incident: the same trouble of the same service has the same id on every machine.
enum IncidentID {
  /// 32 hexadecimal digits.
  static func make(service: String, fingerprint: String) -> String {
    String(SHA256.hex(of: "\(service.utf8.count):\(service),\(fingerprint.utf8.count):\(fingerprint),").prefix(32))
  }
}
