import Healing
import Intake
import Testing

struct RedactionTests {
  /// Ways in which a secret stands in a log; `@` is the secret.
  static let forms = [
    "Authorization: Bearer @", "authorization: Basic @", "'Authorization': 'Token @'",
    #"["Authorization", "Digest @"]"#,
    "Proxy-Authorization: Negotiate @", "Cookie: a=b; session=@; c=d", "Set-Cookie: sid=@; Path=/; HttpOnly",
    "('Cookie', 'x=@')", "password=@", "password: @", #"{"password": "@"}"#, "{'passwd': '@'}",
    #"{\"password\": \"@\"}"#, "PASSWORD='@'", "db_password=@ host=db", "Pwd=@;Server=db",
    "passphrase is: password = \"@\"",
    "client_secret=@&grant=x", "secret: @", "AWS_SECRET_ACCESS_KEY=@", "token=@", "access_token=@&b=c",
    "/reset?token=@&user=7", "refresh-token: @", "X-Auth-Token: @", "x-api-key: @", "api_key=@", "apikey => '@'",
    "\"apiKey\":\"@\"", "private_key: @", "AccountKey=@;", "postgres://shop:@@db/shop", "https://@@host/x",
    "amqp://user:@@mq:5672/", "redis://:@@cache:6379/0", "csrf_token=@", "jwt=@", "session_id=@", "sessionid='@'",
    "signature=@", "?sig=@", "password%3D@", "params: {password=@, user=bob}", "credentials: @", "pin=@", "otp: @",
    "cvv=@", "auth=@", "Auth: @", "[password] => @",
  ]
  /// Secrets that are known by their own form.
  static let shapes = [
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJlLTEyMw", "AKIAIOSFODNN7EXAMPLE",
    "ghp_" + String(repeating: "a1B2", count: 9), "github_pat_" + String(repeating: "Zz9_", count: 8),
    "glpat-" + String(repeating: "x7", count: 10), "xoxb-" + "1234567890-abcdefghij",
    "sk_live_" + String(repeating: "4eC3", count: 6), "sk-proj-" + String(repeating: "Q1w2", count: 8),
    "AIza" + String(repeating: "Sy5", count: 12), "npm_" + String(repeating: "p0", count: 18),
    "4111 1111 1111 1111", "5500-0000-0000-0004", "378282246310005",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\\nMIIEvQ\\n-----END PRIVATE KEY-----",
  ]

  /// Every form with a secret of its own, in every field that an event has.
  @Test func noSecretSurvivesInAnyField() throws {
    #expect(Self.forms.count >= 50)
    var intake = try Services.intake()
    for (number, form) in Self.forms.enumerated() {
      let secret = "hunter2Zq\(number)x8"
      let text = form.replacingFirstOrAll("@", with: secret)
      try check(&intake, text, secret: secret)
    }
    for shape in Self.shapes { try check(&intake, "got \(shape) back", secret: shape) }
  }

  private func check(_ intake: inout Intake, _ text: String, secret: String) throws {
    let frames = [("/srv/shop/cart.py", 12, "total")]
    var event = Services.error(text, trace: Services.trace(frames, "ValueError: \(text)\n    and \(text)"))
    event.type = text
    event.request = text
    event.locals = [["frame": 0, "name": "x", "type": "str", "value": .string(text)]]
    event.attributes = [
      "a": .array([.string(text)]), "b": ["c": ["d": .string(text)]],
      "failing_request": [
        "method": "GET", "target": .string("/x?" + text), "headers": [["X", .string(text)]], "body": .string(text),
      ],
    ]
    var exit = event
    exit.signal = .exit
    let result = intake.take([event, exit], at: Services.now)
    #expect(result.errors.count == 2)
    #expect(result.observations.count == 1)
    let stored = try JSON.text(result.errors, pretty: false) + JSON.text(result.observations, pretty: false)
    let needles = secret.split(whereSeparator: { $0.isNewline || $0 == "\\" }).filter { !$0.hasPrefix("-----") }
    for needle in needles where needle != "n" {
      #expect(!stored.contains(needle), "\(text)")
    }
    #expect(stored.contains(Redaction.mark))
  }

  @Test func secretsByNameInValues() {
    let redaction = Redaction()
    let value: JSONValue = [
      "password": "a1", "user": "bob", "pin": 1234, "is_secret": true, "token": nil, "nested": ["apiKey": ["x": "b2"]],
      "headers": [["Cookie", "c3"], ["Accept", "*/*"]], "env": [["name": "DB_PASSWORD", "value": "d4"]], "n": 7,
      "f": 1.5,
    ]
    #expect(
      redaction.value(value) == [
        "password": "[redacted]", "user": "bob", "pin": "[redacted]", "is_secret": true, "token": nil,
        "nested": ["apiKey": "[redacted]"], "headers": [["Cookie", "[redacted]"], ["Accept", "*/*"]],
        "env": [["name": "DB_PASSWORD", "value": "[redacted]"]], "n": 7, "f": 1.5,
      ])
    #expect(redaction.value(4_111_111_111_111_111) == "[redacted]")
    #expect(redaction.value(4_111_111_111_111_112) == 4_111_111_111_111_112)
  }

  @Test(arguments: [
    "KeyError: 'token'", "Unexpected token ; in JSON at position 17", "no user 4111111111111112",
    "GET /basket?id=7 took 12 ms", "connect to postgres://db:5432/shop", "at 2026-11-24T10:00:00.123456Z",
    "task 0b2c3d4e-1111-2222-3333-444455556666", "'NoneType' object has no attribute 'password'",
    "a basic misunderstanding", "mail to bob@example.org", "passed 3 of 4", "the author: bob",
  ])
  func leavesWhatIsNoSecret(text: String) {
    #expect(Redaction().text(text) == text)
  }

  @Test func leavesTheRestOfALine() {
    let redaction = Redaction()
    #expect(redaction.text("user=bob password=x7 host=db") == "user=bob password=[redacted] host=db")
    #expect(redaction.text(#"{"a": 1, "password": "x\"7", "b": 2}"#) == #"{"a": 1, "password": "[redacted]", "b": 2}"#)
    #expect(redaction.text("postgres://shop:x7@db/shop") == "postgres://[redacted]@db/shop")
    #expect(redaction.text(#"{\"token\": \"x7\", \"b\": 2}"#) == #"{\"token\": \"[redacted]\", \"b\": 2}"#)
  }

  @Test func sourceLinesStayComparable() throws {
    var intake = try Services.intake()
    let trace = """
      Traceback (most recent call last):
        File "/srv/shop/auth.py", line 3, in login
          token = request.headers[name]
        File "/srv/shop/auth.py", line 9, in check
          return connect(password="x7-literal", token=self.token)
      KeyError: 'token'
      """
    let error = intake.take([Services.error("x", trace: trace)], at: Services.now).errors[0]
    #expect(error.frames[1].source == "token = request.headers[name]")
    #expect(error.frames[0].source == #"return connect(password="[redacted]", token=self.token)"#)
    #expect(error.event.trace?.contains("x7-literal") == false)
    #expect(error.event.trace?.contains("token = request.headers[name]") == true)
  }
}

extension String {
  /// The last `@` of a form with two stands for itself: it ends the user part of an address.
  fileprivate func replacingFirstOrAll(_ mark: Character, with text: String) -> String {
    guard let first = firstIndex(of: mark) else { return self }
    return self[..<first] + text + self[index(after: first)...]
  }
}
