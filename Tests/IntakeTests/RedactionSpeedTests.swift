import Intake
import Testing

/// Texts that are made to keep the search for secrets busy.
@Suite(.serialized) struct RedactionSpeedTests {
  @Test(arguments: [
    "password=", "password=\"", "token: '", "\\\"password\\\": \\\"", "a:b@", "://a:", "://",
    "-----BEGIN A PRIVATE KEY-----",
    "1 2 3 4 ", "4111111111111111 ", "eyJaaaaa.", "cookie: ", "authorization=\\'", "secret secret_", "basic ", "sk-",
    "pin pin=",
    "\\", "'", "\" \\",
  ])
  func endsInTime(piece: String) {
    let text = String(repeating: piece, count: 65_536 / piece.utf8.count)
    let start = ContinuousClock.now
    _ = Redaction().text(text)
    #expect(start.duration(to: .now) < .seconds(3))
  }
}
