/// Names whose values are secrets.
enum SensitiveName {
  /// A name is sensitive when one of these is in it, `-`, `_` and `.` left out and letters small.
  private static let parts = [
    "password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "apikey", "accesskey", "privatekey",
    "accountkey", "signingkey", "encryptionkey", "masterkey", "sharedkey", "authorization", "authentication", "cookie",
    "credential", "sessionid", "sessionkey", "csrf", "xsrf", "jwt", "bearer", "signature", "cardnumber", "creditcard",
    "socialsecurity", "securitycode",
  ]
  /// Names that are too short to be looked for in others.
  private static let whole: Set<String> = [
    "pass", "pin", "otp", "cvv", "cvc", "ssn", "auth", "xauth", "session", "sid", "sig", "pan", "dsn", "iban",
  ]

  /// Whether the value behind `name` must not be kept.
  static func matches(_ name: String) -> Bool {
    let plain = String(decoding: name.utf8.lazy.filter { !"-_. ".utf8.contains($0) }.map(lowered), as: UTF8.self)
    return whole.contains(plain) || parts.contains { plain.contains($0) }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// The same as an expression, for text.
  static var expression: String {
    let long = parts.map { $0.map(String.init).joined(separator: "[-_.]?") }
    let short = whole.sorted().map { "(?<![A-Za-z0-9])\($0)(?![A-Za-z0-9])" }
    return "(?:" + (long + short).joined(separator: "|") + ")"
  }
}
