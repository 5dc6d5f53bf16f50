import Healing

/// One request to one provider and what it says.
struct ProviderRequest {
  let provider: Provider
  let prompt: Prompt
  let answerTokens: Int
  let services: ModelServices

  /// A longer answer is not read.
  private static let longest = 1 << 20

  /// What the request may use at most.
  var most: Spending {
    let input = prompt.estimate
    return Spending(
      tokens: input + answerTokens, money: provider.cost(input: input, output: answerTokens))
  }

  /// Sends it.
  func send(within time: Duration) throws(ProviderTrouble) -> ModelReply {
    let answer: HTTPReply
    do throws(StageFailure) {
      answer = try services.http.request(try request(within: time))
    } catch {
      throw ProviderTrouble(error, within: time)
    }
    let text = answer.text ?? ""
    guard text.utf8.count <= Self.longest else {
      throw ProviderTrouble(
        "too-long", "it answers with \(text.utf8.count) bytes; at most \(Self.longest) are read", mayHaveCost: true)
    }
    // What is no JSON has no members.
    let value = try? JSON.decode(JSONValue.self, from: text)
    guard (200..<300).contains(answer.status) else {
      throw ProviderTrouble(
        status: answer.status, said: Self.complaint(value, text), provider: provider,
        retryAfter: Self.pause(answer.headers))
    }
    guard let reply = value.flatMap({ provider.api.dialect.reply($0) }) else {
      throw ProviderTrouble(
        "protocol",
        "it does not speak the \(provider.api.rawValue) API: \(text.line(of: 120)); correct `api` or `url`",
        mayHaveCost: true)
    }
    return reply
  }

  private func request(within time: Duration) throws(StageFailure) -> HTTPRequest {
    let dialect = provider.api.dialect
    var key: String?
    if let name = provider.key { key = try services.secrets.read(SecretRead(name: name)).value }
    var body = dialect.body(prompt, model: provider.model, answerTokens: answerTokens)
    for (member, value) in provider.request {
      if case .null = value { body.removeValue(forKey: member) } else { body[member] = value }
    }
    do {
      return HTTPRequest(
        method: "POST", url: dialect.address(provider.url),
        headers: [["Content-Type", "application/json"]] + dialect.headers(key: key),
        body: try JSON.text(JSONValue.object(body)), wallMs: max(1, time.nanoseconds / 1_000_000))
    } catch {
      throw StageFailure(.invalid, code: "llm.request", place: provider.url, message: "\(error)")
    }
  }

  /// What the server says of an error, in one line.
  private static func complaint(_ value: JSONValue?, _ text: String) -> String {
    let error = value?["error"]
    return (error?["message"]?.text ?? error?.text ?? value?["message"]?.text ?? text).line(of: 200)
  }

  /// `Retry-After` in seconds; a date is left to the usual pause.
  private static func pause(_ headers: [[String]]) -> Duration? {
    let value = headers.first { $0.first == "retry-after" }?.last
    return value.flatMap { Double($0) }.flatMap { (0...86_400).contains($0) ? .seconds($0) : nil }
  }
}
